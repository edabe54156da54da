namespace Tmp; /// <summary>x</summary>
public static class A { /// <summary>x</summary>
public static int B => 1; }
