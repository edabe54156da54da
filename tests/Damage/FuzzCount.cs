namespace Course.Damage;

/// <summary>How many damaged inputs a fuzz tries: few in every run, as many as <c>COURSE_FUZZ</c> says where somebody asks for
/// more.</summary>
internal static class FuzzCount
{
    private const string Variable = "COURSE_FUZZ";

    public static int Or(int few) => int.TryParse(Environment.GetEnvironmentVariable(Variable), out var many) ? many : few;
}
