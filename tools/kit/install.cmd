@echo off
rem Starts install.py with the newest Python on this machine. Plain ASCII: any code page reads it.
cd /d "%~dp0"
where py >nul 2>nul && (py -3 install.py %* & goto :done)
where python >nul 2>nul && (python install.py %* & goto :done)
echo Python 3.11+ is needed / Python 3.11 or newer was not found on this machine.
:done
pause
