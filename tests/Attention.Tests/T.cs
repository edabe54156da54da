namespace T; public class T1 { [Fact] public void Works() => Assert.True(true); [Fact] public void Skips() => Assert.Skip("needs chromium"); }
