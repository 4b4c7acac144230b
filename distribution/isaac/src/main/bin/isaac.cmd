@echo off
rem Starts ISAAC. JAVA_HOME names the Java to use, 17 or newer; ISAAC_JAVA_OPTIONS holds more options for the JVM.
rem Variables that may hold brackets, such as those of "Program Files (x86)", stand in no block: they would end it.
setlocal enableextensions disabledelayedexpansion
for %%D in ("%~dp0..") do set "dist=%%~fD"

rem Which Java, and its version: from its file "release" where there is one, otherwise from what it says.
set "version="
if not defined JAVA_HOME goto searched
set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" goto nojavahome
if not exist "%JAVA_HOME%\release" goto askhome
for /f "usebackq tokens=1,2 delims==" %%K in ("%JAVA_HOME%\release") do if "%%K"=="JAVA_VERSION" set "version=%%~L"
if defined version goto known
:askhome
pushd "%JAVA_HOME%\bin"
for /f "tokens=3" %%V in ('.\java.exe -version 2^>^&1 ^| findstr /c:" version "') do set "version=%%~V"
popd
goto known
:searched
set "java=java.exe"
where /q java.exe
if errorlevel 1 goto nojava
for /f "tokens=3" %%V in ('java.exe -version 2^>^&1 ^| findstr /c:" version "') do set "version=%%~V"
:known
set "major=0"
for /f "tokens=1 delims=.-+" %%M in ("%version%") do set "major=%%M"
if %major% LSS 17 goto oldjava

set "common=-XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms32m -Xmx768m -Xshare:auto -Djdk.http.auth.tunneling.disabledSchemes= -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:disable"
if %major% GEQ 21 (set "common=%common% -XX:+UseSerialGC") else set "common=%common% -XX:+UseG1GC -XX:ParallelGCThreads=2 -XX:ConcGCThreads=1"
if %major% GEQ 23 set "common=%common% --sun-misc-unsafe-memory-access=allow"

rem The archive of loaded classes carries the Java version, and size and time of the index, in its name.
for %%I in ("%dist%\lib\host.index") do set "stamp=%%~zI-%%~tI"
set "stamp=%stamp::=%"
set "stamp=%stamp:/=%"
set "stamp=%stamp:\=%"
set "stamp=%stamp:.=%"
set "stamp=%stamp: =%"
set "archives=%dist%\cache"
set "archive=%archives%\jdk-%version%-%stamp%.jsa"
if defined ISAAC_NO_ARCHIVE goto start
if exist "%archive%" goto start
if exist "%archive%.failed" goto start
if not exist "%archives%" mkdir "%archives%" 2>nul
rem The marker stays where making the archive fails, so that it is tried once. The redirection comes before what it writes,
rem and its own failure, in a folder that cannot be written, is silenced by the one around it.
(>"%archive%.failed" echo training) 2>nul
if not exist "%archive%.failed" goto start
>&2 echo preparing for fast starts (once)...
set "new=%archive%.%RANDOM%"
"%java%" %common% "-XX:ArchiveClassesAtExit=%new%" "-Disaac.distribution=%dist%" -Disaac.training=true -jar "%dist%\lib\isaac.jar" <nul >nul 2>&1
if not exist "%new%" goto start
move /y "%new%" "%archive%" >nul 2>&1
del /q "%archive%.failed" 2>nul

:start
"%java%" %common% "-XX:SharedArchiveFile=%archive%" %ISAAC_JAVA_OPTIONS% "-Disaac.distribution=%dist%" -jar "%dist%\lib\isaac.jar" %*
exit /b %ERRORLEVEL%

:nojavahome
>&2 echo isaac: JAVA_HOME names no Java: "%JAVA_HOME%" [launcher.no-java]
>&2 echo   hint: point it to a JDK or JRE, version 17 or newer, or unset it
exit /b 6

:nojava
>&2 echo isaac: there is no Java [launcher.no-java]
>&2 echo   hint: install a JDK or JRE, version 17 or newer, or set JAVA_HOME
exit /b 6

:oldjava
>&2 echo isaac: this Java is too old: "%version%" [launcher.old-java]
>&2 echo   hint: install version 17 or newer, or set JAVA_HOME
exit /b 6
