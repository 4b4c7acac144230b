package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.model.Target;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole lines for CMD: what is translated, what is refused, and how it is written for a batch file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CmdTranslationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "cat < f \u00A6 exact: type f",
                "cat -n main.c \u00A6 approximate: findstr /n \"^\" main.c",
                "ls *.txt \u00A6 approximate: dir /b *.txt",
                "ls -d */ \u00A6 approximate: dir /b /ad",
                "ls -t | head -5 \u00A6 approximate: for /f \"tokens=1* delims=:\" %a in ('dir /b /o-d ^| findstr /n \"^\" ^| findstr /r /c:\"^[1-5]:\"') do @echo.%b",
                "head -20 access.log \u00A6 approximate: for /f \"tokens=1* delims=:\" %a in ('findstr /n \"^\" access.log ^| findstr /r /c:\"^[1-9]:\" /c:\"^1[0-9]:\" /c:\"^20:\"') do @echo.%b",
                "head -n -2 f \u00A6 approximate: for /f %n in ('find /c /v \"\" ^< f') do @for /f %m in ('set /a %n-2') do @for /f \"tokens=1* delims=:\" %a in ('findstr /n \"^\" f') do @if %a leq %m echo.%b",
                "head -c 5 f \u00A6 refused: alias.option",
                "tail -n +2 data.csv \u00A6 approximate: more +1 data.csv",
                "tail -3 app.log \u00A6 approximate: for /f %n in ('find /c /v \"\" ^< app.log') do @for /f %m in ('set /a %n-3') do @for /f \"tokens=1* delims=:\" %a in ('findstr /n \"^\" app.log') do @if %a gtr %m echo.%b",
                "tail -f app.log \u00A6 refused: alias.option",
                "grep -rn TODO src \u00A6 approximate: findstr /s /n /l /c:\"TODO\" \"src\\*\"",
                "grep -rl foo --include='*.py' . \u00A6 approximate: findstr /s /m /l /c:\"foo\" *.py",
                "grep -v '^#' config.ini \u00A6 exact: findstr /v /r /c:\"^#\" config.ini",
                "grep -E 'error|warning' app.log \u00A6 exact: findstr /r /c:\"error\" /c:\"warning\" app.log",
                "grep -E '^[0-9]+$' nums.txt \u00A6 exact: findstr /r /c:\"^[0123456789][0123456789]*$\" nums.txt",
                "grep -E 'colou?r' f \u00A6 exact: findstr /r /c:\"colour\" /c:\"color\" f",
                "grep -w main prog.c \u00A6 exact: findstr /r /c:\"\\<main\\>\" prog.c",
                "grep -c error app.log \u00A6 exact: findstr /l /c:\"error\" app.log | find /c /v \"\"",
                "grep 'a[b-y]c' f \u00A6 exact: findstr /r /c:\"a[bcdefghijklmnopqrstuvwxy]c\" f",
                "grep '\\.txt$' list \u00A6 exact: findstr /r /c:\"\\.txt$\" list",
                "grep 'a\\|b' f \u00A6 exact: findstr /r /c:\"a\" /c:\"b\" f",
                "grep 'a\\\\b' f \u00A6 refused: alias.regex",
                "grep -o a f \u00A6 refused: alias.option",
                "grep 'say \"x\"' f \u00A6 refused: alias.regex",
                "grep -P '\\d' f \u00A6 refused: alias.regex",
                "grep -E '(ab)*c' f \u00A6 refused: alias.regex",
                "find . -name '*.java' \u00A6 approximate: dir /s /b /a *.java",
                "find src -type d \u00A6 approximate: dir /s /b /ad src",
                "find . -maxdepth 1 -type f \u00A6 approximate: dir /b /a-d",
                "find . -type f -size +100M \u00A6 approximate: for /f \"eol=: delims=\" %i in ('dir /s /b /a-d 2^>nul') do @if %~zi gtr 104857600 echo %i",
                "find . -type f -mtime +30 \u00A6 approximate: forfiles /s /d -31 /c \"cmd /c if @isdir==FALSE echo @path\"",
                "find . -mtime -1 \u00A6 refused: alias.find",
                "find . -name '*.txt' -exec grep -l foo {} \\; \u00A6 approximate: findstr /s /m /l /c:\"foo\" *.txt",
                "find . -name '*.c' | xargs grep main \u00A6 approximate: findstr /s /l /c:\"main\" *.c",
                "find . -type f -not -name '*.txt' \u00A6 approximate: dir /s /b /a-d | findstr /v /e /l /c:\".txt\"",
                "find . -type d -empty -delete \u00A6 exact: for /f \"eol=: delims=\" %i in ('dir /s /b /ad 2^>nul ^| sort /r') do @rd \"%i\" 2>nul",
                "find . -type f -name '*.o' -delete \u00A6 exact: for /f \"eol=: delims=\" %i in ('dir /s /b /a-d *.o 2^>nul ^| findstr /e /l /c:\".o\"') do @del /f /q /a \"%i\"",
                "find . -name '*.pyc' -delete \u00A6 exact: (for /f \"eol=: delims=\" %i in ('dir /s /b /a-d *.pyc 2^>nul ^| findstr /e /l /c:\".pyc\"') do @del /f /q /a \"%i\") & (for /f \"eol=: delims=\" %i in ('dir /s /b /ad *.pyc 2^>nul ^| findstr /e /l /c:\".pyc\" ^| sort /r') do @rd \"%i\")",
                "find . -name '*.bak' -exec rm {} + \u00A6 exact: for /f \"eol=: delims=\" %i in ('dir /s /b /a-d *.bak 2^>nul ^| findstr /e /l /c:\".bak\"') do @del /a \"%i\"",
                "find . -name '*.log' -print0 | xargs -0 rm \u00A6 exact: for /f \"eol=: delims=\" %i in ('dir /s /b /a-d *.log 2^>nul ^| findstr /e /l /c:\".log\"') do @del /a \"%i\"",
                "find . -name '*.log' | xargs rm \u00A6 refused: alias.operand",
                "find . -name node_modules -type d -prune -exec rm -rf {} + \u00A6 exact: for /f \"eol=: delims=\" %i in ('dir /s /b /ad node_modules 2^>nul ^| findstr /e /l /c:\"\\\\node_modules\"') do @rd /s /q \"%i\"",
                "find . -name 'a[bc]' -delete \u00A6 refused: alias.find",
                "find . -name '*.tmp' -exec mv {} old \\; \u00A6 refused: alias.operand",
                "cp a.txt b.txt \u00A6 exact: if exist \"a.txt\\*\" (echo cp: omitting a directory 1>&2) else copy /y \"a.txt\" \"b.txt\" >nul",
                "cp *.txt backup/ \u00A6 exact: if exist \"backup\\*\" (for /f \"eol=: delims=\" %i in ('dir /b /a-d \"*.txt\" ^| findstr /v /b /l /c:\".\" ^| findstr /r /c:\"^.*\\.txt$\"') do @copy /y \"%i\" \"backup\" >nul) else echo cp: the target is no directory 1>&2",
                "cp -n a b \u00A6 exact: if exist \"a\\*\" (echo cp: omitting a directory 1>&2) else if exist \"b\\*\" (if not exist \"b\\a\" copy \"a\" \"b\" >nul) else if not exist \"b\" copy \"a\" \"b\" >nul",
                "cp a b && rm a \u00A6 exact: if exist \"a\\*\" (echo cp: omitting a directory 1>&2) else copy /y \"a\" \"b\" >nul && (if exist \"a\\*\" (echo rm: cannot remove a directory 1>&2) else del /a \"a\")",
                "mv *.log logs/ \u00A6 exact: if exist \"logs\\*\" (for /f \"eol=: delims=\" %i in ('dir /b /a \"*.log\" ^| findstr /v /b /l /c:\".\" ^| findstr /r /c:\"^.*\\.log$\"') do @move /y \"%i\" \"logs\" >nul) else echo mv: the target is no directory 1>&2",
                "mv a b c dir \u00A6 exact: if exist \"dir\\*\" ((move /y \"a\" \"dir\" >nul) & (move /y \"b\" \"dir\" >nul) & (move /y \"c\" \"dir\" >nul)) else echo mv: the target is no directory 1>&2",
                "mv a /x \u00A6 refused: alias.operand",
                "rm -f *.tmp \u00A6 exact: for /f \"eol=: delims=\" %i in ('dir /b /a-d \"*.tmp\" 2^>nul ^| findstr /v /b /l /c:\".\" ^| findstr /r /c:\"^.*\\.tmp$\"') do @del /f /q /a \"%i\"",
                "rm a[bc] \u00A6 refused: alias.operand",
                "rm -rf build dist \u00A6 exact: (if exist \"build\\*\" (rd /s /q \"build\") else if exist \"build\" del /f /q /a \"build\") & (if exist \"dist\\*\" (rd /s /q \"dist\") else if exist \"dist\" del /f /q /a \"dist\")",
                "rm -rf node_modules && npm install \u00A6 exact: (if exist \"node_modules\\*\" (rd /s /q \"node_modules\") else if exist \"node_modules\" del /f /q /a \"node_modules\") & if not exist \"node_modules\" npm install",
                "rm ~/a \u00A6 exact: if exist \"%USERPROFILE%\\a\\*\" (echo rm: cannot remove a directory 1>&2) else del /a \"%USERPROFILE%\\a\"",
                "rm a && echo gone \u00A6 refused: alias.exit-status",
                "mkdir -p a/b && cd a/b \u00A6 exact: (if not exist \"a\\b\\*\" md \"a\\b\") & if exist \"a\\b\\*\" cd /d a\\b",
                "ln -s target link \u00A6 approximate: if exist \"target\\*\" (mklink /d \"link\" \"target\" >nul) else mklink \"link\" \"target\" >nul",
                "touch a b \u00A6 approximate: type nul >> a & type nul >> b",
                "echo -n hi \u00A6 exact: <nul set /p \"=hi\"",
                "echo -e 'a\\nb' > f \u00A6 exact: (echo a& echo b) > f",
                "echo 'a\\nb' \u00A6 exact: echo a\\nb",
                "echo -e 'a\\tb' \u00A6 refused: alias.operand",
                "echo 'a \"b & c\" d' \u00A6 exact: echo a \"b & c\" d",
                "echo \"a' \\\"b\" \u00A6 exact: echo a' ^\"b",
                "printf '%s\\n' one two \u00A6 exact: echo one& echo two",
                "printf 'a\\nb\\n' | sort \u00A6 approximate: cmd /c \"echo a& echo b\" | sort",
                "printf '%d\\n' 5 \u00A6 refused: alias.operand",
                "cd $(git rev-parse --show-toplevel) \u00A6 approximate: for /f \"delims=\" %i in ('git rev-parse --show-toplevel') do @cd /d \"%i\"",
                "x=$(hostname) \u00A6 approximate: for /f \"delims=\" %i in ('hostname') do @set \"x=%i\"",
                "x=$(ls) \u00A6 refused: alias.construct",
                "mktemp -u XXXX-a.XXXXXX.txt \u00A6 approximate: echo XXXX-a.%RANDOM%%RANDOM%.txt",
                "mktemp -u a.XXX.tXt \u00A6 refused: alias.operand",
                "mktemp -u --suffix .c a.XXX.b \u00A6 refused: alias.operand",
                "x=$(mktemp -d) \u00A6 approximate: for /f \"delims=\" %i in ('for %q in ^(\"%TEMP%\\tmp.%RANDOM%%RANDOM%\"^) do @md \"%~q\" ^&^& echo %~q') do @set \"x=%i\"",
                "curl -d '{\"a\":1}' http://localhost/ \u00A6 exact: curl -d \"{\\\"a\\\":1}\" http://localhost/",
                "curl -d '{\"a\":\"b&c\"}' http://localhost/ \u00A6 refused: alias.quote",
                "[ -f a ] && echo yes \u00A6 exact: if exist \"a\" if not exist \"a\\*\" echo yes",
                "[ -f a ] || echo no \u00A6 approximate: if not exist \"a\" echo no",
                "[ -z \"$FOO\" ] && echo empty \u00A6 exact: if not defined FOO echo empty",
                "[ \"$a\" = b ] && echo same \u00A6 approximate: if \"%a%\"==\"b\" echo same",
                "if [ -f a ]; then echo yes; else echo no; fi \u00A6 exact: if exist \"a\\*\" (echo no) else if exist \"a\" (echo yes) else (echo no)",
                "if [ -d d ]; then cd d; fi \u00A6 exact: if exist \"d\\*\" (cd /d d)",
                "for f in *.txt; do echo \"$f\"; done \u00A6 approximate: for %u in (*.txt) do @echo %u",
                "for i in 1 2 3; do echo $i; done \u00A6 exact: for %u in (1 2 3) do @echo %u",
                "for i in $(seq 1 5); do echo \"n $i\"; done \u00A6 exact: for /l %u in (1,1,5) do @echo n %u",
                "for f in *.txt; do rm \"$f\"; done \u00A6 refused: alias.operand",
                "while true; do ls; done \u00A6 refused: alias.construct",
                "seq 5 | sort -r \u00A6 approximate: cmd /c \"for /l %i in (1,1,5) do @echo %i\" | sort /r",
                "ls *.jpg | xargs -I{} echo {} \u00A6 approximate: for /f \"eol=: delims=\" %i in ('dir /b *.jpg') do @echo %i",
                "cat urls.txt | xargs -n1 curl -O \u00A6 approximate: for /f \"eol=: delims=\" %i in ('type urls.txt') do @curl -O \"%i\"",
                "cat list | xargs rm \u00A6 refused: alias.operand",
                "> empty.log \u00A6 exact: type nul > empty.log",
                "basename a/c.txt \u00A6 exact: for %i in (\"a\\c.txt\") do @echo %~nxi",
                "ping -c 1 -W 2 h \u00A6 approximate: ping -n 1 -w 2000 h",
                "dig +short example.com MX \u00A6 approximate: nslookup -type=mx example.com",
                "lsof -i:3000 \u00A6 approximate: netstat -ano | findstr /l /c:\":3000 \"",
                "ip route add 10.1.0.0/16 via 10.0.0.1 \u00A6 approximate: route add 10.1.0.0 mask 255.255.0.0 10.0.0.1",
                "unzip a.zip -d out \u00A6 approximate: (if not exist \"out\\*\" md \"out\") & tar -xf a.zip -C \"out\"",
                "ps aux | grep java \u00A6 approximate: tasklist /v | findstr /l /c:\"java\"",
                "ps aux | sort \u00A6 refused: alias.pipeline",
                "diff -q a b \u00A6 exact: fc /b a b >nul || echo Files a and b differ",
                "netstat -an | grep 8080 \u00A6 approximate: netstat -ano | findstr /l /c:\"8080\"",
                "ifconfig | grep inet \u00A6 refused: alias.pipeline",
                "echo x > /dev/null \u00A6 exact: >nul echo x",
                "ls nofile 2>&1 | grep No \u00A6 approximate: dir /b nofile 2>&1 | findstr /l /c:\"No\"",
                "sort a b \u00A6 approximate: type a b 2>nul | sort",
                "history | grep git \u00A6 approximate: doskey /history | findstr /l /c:\"git\"",
                "who | cut -c1-8 \u00A6 refused: alias.unmapped",
                "mv a b/ \u00A6 exact: if exist \"b\\*\" (move /y \"a\" \"b\" >nul ) else if exist \"a\\*\" (move /y \"a\" \"b\" >nul ) else echo mv: the target is no directory 1>&2",
                "cp a b/ \u00A6 exact: if exist \"b\\*\" (if exist \"a\\*\" (echo cp: omitting a directory 1>&2) else copy /y \"a\" \"b\" >nul) else echo cp: the target is no directory 1>&2",
                "docker run -v $(pwd):/app x \u00A6 exact: docker run -v \"%CD%:/app\" x",
                "less +G f \u00A6 refused: alias.operand",
            })
    void translates(String line, String answer) {
        assertThat(Lines.answer(line, Target.CMD)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "echo 100%x \u00A6 exact: echo 100%%x",
                "curl -w '%{http_code}' http://localhost/ \u00A6 exact: curl -w \"%%{http_code}\" http://localhost/",
                "echo $HOME \u00A6 exact: echo %USERPROFILE%",
                "for i in 1 2; do echo $i; done \u00A6 exact: for %%u in (1 2) do @echo %%u",
                "head -1 f \u00A6 approximate: for /f \"tokens=1* delims=:\" %%a in ('findstr /n \"^\" f ^| findstr /r /c:\"^1:\"') do @echo.%%b",
                "wc -c f \u00A6 approximate: for %%i in (\"f\") do @echo %%~zi",
                "mktemp \u00A6 approximate: for %%q in (\"%TEMP%\\tmp.%RANDOM%%RANDOM%\") do @type nul > \"%%~q\" && echo %%~q",
            })
    void doublesPercentSignsInABatchFile(String line, String answer) {
        assertThat(Lines.answer(Lines.translate(line, Target.CMD, Optional.empty(), Optional.empty(), true)))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            value = {
                "echo 50% off \u00A6 exact: echo 50% off",
                "echo 100% \u00A6 exact: echo 100%",
                "echo %PATH% \u00A6 refused: alias.quote",
                "echo %d$x \u00A6 refused: alias.quote",
                "curl -w '%{http_code}' http://localhost/ \u00A6 exact: curl -w \"%{http_code}\" http://localhost/",
            })
    void leavesPercentSignsAtThePromptWhereNoVariableCanBegin(String line, String answer) {
        assertThat(Lines.answer(line, Target.CMD)).isEqualTo(answer);
    }
}
