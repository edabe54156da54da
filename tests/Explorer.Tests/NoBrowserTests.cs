namespace Explorer.Tests;

/// <summary>Stands for all tests in a browser where none of them was built.</summary>
public class NoBrowserTests
{
    [Fact]
    public void Tests_in_a_browser_are_built_where_there_is_one() => Assert.Skip(
        "There was no /usr/bin/chromium when this was built, and CHROMIUM names none: install Debian's package chromium, or set CHROMIUM "
            + "to a Chromium's path. Playwright (214 MB) is downloaded then.");
}
