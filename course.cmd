@echo off
rem The command line of the course, from wherever it is called. Where it is not built yet it is built first.
setlocal
set "program=%~dp0lib\Course.Cli\bin\Release\course.dll"
if exist "%program%" goto run
echo The course is built now, once: one to three minutes, and the time to download its packages. 1>&2
dotnet build "%~dp0lib\Course.Cli" -nologo -clp:NoSummary 1>&2 || exit /b 1
:run
dotnet "%program%" %*
