namespace Course.Cli.Tests;

public class ThreadTests
{
    private static readonly string[] Once = ["bench", "--model", "induction-1l", "--device", "cpu", "--tokens", "4", "--seconds", "0"];

    [Fact]
    public void OpenMP_itself_says_that_waiting_threads_block()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("OMP_DISPLAY_ENV is asked of GNU's OpenMP, which libtorch uses on Linux.");
        var (code, _, error) = CourseProcess.RunWith([("OMP_WAIT_POLICY", null), ("OMP_DISPLAY_ENV", "true")], Once);
        Assert.Equal(0, code);
        Assert.Contains("OMP_WAIT_POLICY = 'PASSIVE'", error);
    }

    [Fact]
    public void A_policy_that_the_user_has_set_stays()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("OMP_DISPLAY_ENV is asked of GNU's OpenMP, which libtorch uses on Linux.");
        Assert.Contains("OMP_WAIT_POLICY = 'ACTIVE'",
            CourseProcess.RunWith([("OMP_WAIT_POLICY", "ACTIVE"), ("OMP_DISPLAY_ENV", "true")], Once).Error);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public void COURSE_THREADS_says_how_many_compute(string threads) =>
        Assert.Contains($"with {threads} threads", CourseProcess.RunWith([("COURSE_THREADS", threads)], Once).Output);

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public void Another_word_is_wrong_use(string threads)
    {
        var (code, _, error) = CourseProcess.RunWith([("COURSE_THREADS", threads)], Once);
        Assert.Equal(2, code);
        Assert.StartsWith($"course: COURSE_THREADS is '{threads}'; it must be a number of threads, such as 2.", error);
    }

    [Fact]
    public void Without_it_there_are_as_many_as_the_process_may_use() =>
        Assert.Contains($"with {Environment.ProcessorCount} threads", CourseProcess.RunWith([("COURSE_THREADS", null)], Once).Output);

    [Fact]
    public void Cuda_is_refused_with_a_sentence_where_there_is_none()
    {
        var (code, _, error) = CourseProcess.RunWith([("COURSE_DEVICE", "cuda"), ("COURSE_LIBTORCH", null)], "heads", "--model",
            "induction-1l", "--text", "a b c");
        if (code == 0) Assert.Skip("There is a CUDA device here.");
        Assert.Equal(2, code);
        Assert.StartsWith("course: No CUDA device was found.", error);
    }

    [Fact]
    public void A_folder_without_libtorch_is_named()
    {
        var (code, _, error) = CourseProcess.RunWith([("COURSE_LIBTORCH", "/nowhere")], Once);
        Assert.Equal(2, code);
        Assert.StartsWith("course: COURSE_LIBTORCH is /nowhere, and there is no ", error);
    }
}
