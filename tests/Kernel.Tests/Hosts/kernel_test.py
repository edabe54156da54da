"""Jupyter's own test of kernels (jupyter_kernel_test) with samples of C#. Nothing is left out but the pager, which C# has no word for."""
import unittest

import jupyter_kernel_test


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ".net-csharp"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("test");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": ["WriteLine"]},
        {"text": '"🙂".Substr', "matches": ["Substring"]},
    ]
    complete_code_samples = ["1 + 1", "var a = 1;", "int F(int n) => n;", "for (int i = 0; i < 3; i++) { }"]
    incomplete_code_samples = ["class C {", "for (int i = 0; i < 3; i++) {", "/* a comment"]
    invalid_code_samples = ["int 5 = a;", "1 + ) 2"]
    code_generate_error = 'throw new InvalidOperationException("test");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"text"', "result": "text"},
        {"code": "6 * 8", "result": "48"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": 'display("plain");', "mime": "text/plain"},
    ]
    code_history_pattern = "6 * 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = r'Console.Write("\u001b[2J");'


if __name__ == "__main__":
    unittest.main(verbosity=2)
