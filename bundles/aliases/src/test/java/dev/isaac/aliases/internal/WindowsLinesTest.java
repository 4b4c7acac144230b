package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of PowerShell and CMD in the words of Unix. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WindowsLinesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "dir /s /b *.txt \u00A6 approximate: find . -iname '*.txt'",
                "dir /s /b src\\*.c \u00A6 approximate: find src -iname '*.c'",
                "dir /b *.txt \u00A6 approximate: ls *.txt",
                "dir /b /ad \u00A6 approximate: find . -mindepth 1 -maxdepth 1 -type d",
                "dir \u00A6 approximate: ls -l",
                "dir /s /b \u00A6 approximate: find . -mindepth 1",
                "type a.txt | findstr /i banana \u00A6 exact: cat a.txt | grep -F -i -e banana",
                "type a.txt | findstr /v /c:\"cherry pie\" \u00A6 exact: cat a.txt | grep -F -v -e 'cherry pie'",
                "findstr /n error *.log \u00A6 approximate: grep -F -n -H -e error *.log",
                "findstr /s /m main src\\*.c \u00A6 approximate: grep -F -r -l -e main '--include=*.c' src",
                "findstr \"error warning\" a.txt \u00A6 exact: grep -F -e error -e warning a.txt",
                "findstr /r \"^[0-9]*$\" a.txt \u00A6 exact: grep -e '^[0-9]*$' a.txt",
                "findstr /b apple a.txt \u00A6 exact: grep -e '^apple' a.txt",
                "copy /y a.txt z.txt \u00A6 approximate: cp a.txt z.txt",
                "copy a.txt z.txt \u00A6 approximate: cp -i a.txt z.txt",
                "xcopy /e /i /y src copy \u00A6 approximate: cp -r -T src copy",
                "move /y a.txt moved.txt \u00A6 exact: mv -f a.txt moved.txt",
                "del /q f.tmp \u00A6 exact: rm -f f.tmp",
                "del dir \u00A6 refused: alias.option",
                "rd /s /q src \u00A6 exact: rm -rf src/",
                "rd emptyd\\inner \u00A6 exact: rmdir emptyd/inner",
                "ren a.txt ren.txt \u00A6 approximate: mv -n a.txt ren.txt",
                "md x\\y z \u00A6 approximate: mkdir -p x/y z",
                "mklink link a.txt \u00A6 approximate: ln -s a.txt link",
                "tasklist | findstr java \u00A6 approximate: ps aux | grep -F -e java",
                "tasklist | find \"java\" \u00A6 approximate: ps aux | grep -F -e java",
                "ipconfig \u00A6 approximate: ip addr",
                "ipconfig /flushdns \u00A6 approximate: resolvectl flush-caches",
                "where bash \u00A6 exact: which -a bash",
                "certutil -hashfile a.txt SHA256 \u00A6 approximate: sha256sum a.txt",
                "type a.txt > out.txt \u00A6 exact: cat a.txt >out.txt",
                "type a.txt | find /c /v \"\" \u00A6 approximate: cat a.txt | wc -l",
                "type a.txt | sort /r \u00A6 approximate: cat a.txt | sort -f -r",
                "type nofile 2>nul \u00A6 exact: type nofile 2>nul",
                "dir /b | findstr txt \u00A6 approximate: ls | grep -F -e txt",
                "cls & dir /b \u00A6 approximate: clear; ls",
                "Get-ChildItem -Recurse -Filter *.log | Select-String error \u00A6 approximate: grep -rn -i -e error '--include=*.log' .",
                "Get-ChildItem -Recurse -Filter *.c \u00A6 approximate: find . -iname '*.c'",
                "Get-ChildItem -Filter *.txt \u00A6 approximate: find . -mindepth 1 -maxdepth 1 -iname '*.txt'",
                "Get-ChildItem src -Recurse -File \u00A6 approximate: find src -type f",
                "Get-ChildItem \u00A6 approximate: ls -l",
                "Get-ChildItem Env: \u00A6 approximate: env",
                "Get-Content a.txt \u00A6 exact: cat a.txt",
                "Get-Content a.txt -Tail 3 \u00A6 exact: tail -n 3 a.txt",
                "Get-Content n.txt -TotalCount 2 \u00A6 exact: head -n 2 n.txt",
                "Get-Content a.txt | Select-String banana \u00A6 exact: cat a.txt | grep -i -e banana",
                "Get-Content a.txt | Select-Object -First 2 \u00A6 exact: cat a.txt | head -n 2",
                "Get-Content a.txt | Measure-Object -Line \u00A6 approximate: cat a.txt | wc -l",
                "Get-Content b.txt | Sort-Object -Descending \u00A6 approximate: cat b.txt | sort -f -r",
                "Select-String -Pattern error -Path *.log \u00A6 approximate: grep -nHi -e error *.log",
                "Copy-Item a.txt z.txt \u00A6 approximate: cp a.txt z.txt",
                "Copy-Item -Recurse src copy \u00A6 approximate: cp -r src copy",
                "Move-Item -Force a.txt z.txt \u00A6 exact: mv -f a.txt z.txt",
                "Remove-Item a.txt \u00A6 exact: rm a.txt",
                "Remove-Item -Recurse -Force src \u00A6 exact: rm -rf src",
                "Remove-Item *.txt \u00A6 refused: alias.option",
                "New-Item -ItemType Directory -Path nd \u00A6 approximate: mkdir -p nd",
                "New-Item -ItemType File nf.txt \u00A6 approximate: touch nf.txt",
                "Rename-Item a.txt r.txt \u00A6 approximate: mv -n a.txt r.txt",
                "Set-Location src; Get-Location \u00A6 exact: cd src; pwd",
                "$env:HOME \u00A6 exact: echo \"${HOME}\"",
                "$env:FOO='a b' \u00A6 exact: export 'FOO=a b'",
                "$env:FOO = \"x\" \u00A6 exact: export 'FOO=x'",
                "Write-Output \"hello $env:USERPROFILE\" \u00A6 exact: echo 'hello '\"${HOME}\"",
                "Get-Date -Format yyyy-MM-dd \u00A6 exact: date +%Y-%m-%d",
                "Get-Process java \u00A6 approximate: pgrep -l java",
                "Stop-Process -Name java -Force \u00A6 exact: pkill -9 -x java",
                "Get-FileHash a.txt \u00A6 approximate: sha256sum a.txt",
                "Expand-Archive a.zip out \u00A6 approximate: unzip a.zip -d out",
                "Invoke-WebRequest -Uri https://example.com/f.zip -OutFile dl\\f.zip \u00A6 approximate: curl -L -o dl/f.zip https://example.com/f.zip",
                "Test-NetConnection example.com -Port 443 \u00A6 approximate: nc -zv example.com 443",
                "Start-Sleep 1 \u00A6 exact: sleep 1",
                "Get-Process | Sort-Object CPU \u00A6 refused: alias.pipeline",
                "Get-Content a.txt | Out-Host -Paging \u00A6 exact: cat a.txt | more",
            })
    void areSaidInTheWordsOfLinux(String line, String answer) {
        assertThat(Lines.answer(line, Target.LINUX)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "echo %USERNAME% \u00A6 exact: echo \"${USER}\"",
                "echo %PATH% is it \u00A6 exact: echo \"${PATH}\" is it",
                "set X=1 \u00A6 exact: export 'X=1'",
                "set \u00A6 approximate: env",
                "cd /d src\\deep \u00A6 exact: cd src/deep",
                "cd C:\\x \u00A6 refused: alias.windows-path",
                "timeout /t 5 /nobreak \u00A6 exact: sleep 5",
                "find \"x\" a.txt \u00A6 approximate: grep -F -e x a.txt",
                "exit /b 3 \u00A6 exact: exit 3",
                "shutdown /s /t 0 \u00A6 exact: shutdown -h now",
                "shutdown /s /t 60 \u00A6 refused: alias.option",
                "type a.txt | more \u00A6 exact: cat a.txt | more",
                "type a.txt 2>nul > b.txt \u00A6 exact: cat a.txt 2>/dev/null >b.txt",
                "echo ^& \u00A6 refused: alias.construct",
                "del *.txt \u00A6 refused: alias.option",
            })
    void ofCmdWhereItIsNamed(String line, String answer) {
        assertThat(Lines.answer(
                        Lines.translate(line, Target.LINUX, Optional.of(SourceLanguage.CMD), Optional.empty(), false)))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "Get-ChildItem -Recurse -Filter *.c \u00A6 approximate: find . -iname '*.c'",
                "ipconfig \u00A6 approximate: ifconfig",
                "Get-FileHash a \u00A6 approximate: shasum -a 256 a",
                "type a.txt | clip \u00A6 exact: cat a.txt | pbcopy",
                "Get-Service \u00A6 approximate: launchctl list",
                "Start-Service x \u00A6 approximate: launchctl start x",
                "explorer . \u00A6 exact: open .",
            })
    void areSaidInTheWordsOfMacOs(String line, String answer) {
        assertThat(Lines.answer(line, Target.MACOS)).isEqualTo(answer);
    }
}
