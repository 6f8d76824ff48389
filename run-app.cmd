@echo off
rem Double click: prepares .venv on the first run (internet or a wheelhouse folder), then opens the app.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
if not exist .venv\.ready call :setup
if errorlevel 1 goto :failed
.venv\Scripts\cluster-planner.exe app %*
if errorlevel 1 goto :failed
exit /b 0

:setup
set "FOUND="
for %%P in ("py -3.12" "py -3.13" "py -3.14" "python") do (
    if not defined FOUND (
        %%~P -c "import sys; sys.exit(sys.version_info < (3, 12))" >nul 2>nul && set "FOUND=%%~P"
    )
)
if not defined FOUND (
    echo Python 3.12 이상을 설치한 뒤 다시 실행하세요. / Install Python 3.12 or newer and run this again.
    exit /b 1
)
%FOUND% -m venv .venv || exit /b 1
if exist wheelhouse (
    .venv\Scripts\python -m pip install --no-index --find-links wheelhouse cluster-planner || exit /b 1
) else (
    .venv\Scripts\python -m pip install -c constraints.txt -e . || exit /b 1
)
type nul > .venv\.ready
exit /b 0

:failed
echo.
echo 실행하지 못했습니다. 위의 문장을 확인하세요. / It did not run; see the lines above.
pause
exit /b 1
