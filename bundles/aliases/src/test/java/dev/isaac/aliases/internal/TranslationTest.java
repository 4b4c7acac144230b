package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole lines: what is translated, what is refused, and that nothing is dropped. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TranslationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm /",
                "rm -rf /",
                "rm -rf ~",
                "rm -rf ..",
                "rm -rf .",
                "rm $x",
                "rm \"$x\"",
                "rm -rf /etc",
                "rm -rf \"$dir/x\"",
                "rm -rf ~ x",
                "rm -rf ~/",
                "rm -rf ~/*",
                "rm -rf ~/a/..",
                "sudo rm f",
                "rm -i f",
                "mv -n a b",
                "mv $x b",
                "kill 12",
                "kill -9 $pid",
                "kill -9 0",
                "pkill java",
                "chmod 644 f",
                "chmod -R 777 .",
                "chown me f",
                "find . -name '*.o' -exec chmod +x {} \\;",
                "find . -name '*.o' -delete -o -name x",
                "find . -delete",
                "find . | xargs rm",
                "ps aux | grep x | awk '{print $2}' | xargs kill -9",
                "dd if=/dev/zero of=/dev/sda",
                "systemctl stop nginx",
                "passwd",
                "sed -i 's/ä/a/' f",
                "sed -i 's/./x/' f",
                "shutdown -h +5",
                "cat f | sh",
                "echo x > /etc/passwd",
                "rm /lib64/x",
            })
    void whatDestroysIsRefusedWhereItIsNotTheSame(String line) {
        for (Target target : List.of(Target.POWERSHELL, Target.POWERSHELL5, Target.CMD)) {
            assertThat(Lines.answer(line, target)).as("%s for %s", line, target).startsWith("refused: alias.");
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void anUnknownOptionRefusesTheLine(Target target) {
        if (target == Target.LINUX) {
            return; // There every option is at home.
        }
        for (String line : List.of(
                "cat --no-such f",
                "ls -la --no-such",
                "sort -Q f | head",
                "grep --no-such p f",
                "tar --no-such -xf f")) {
            assertThat(Lines.answer(line, target)).as(line).startsWith("refused: alias.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls &",
                "select f in a b; do echo $f; done",
                "f() { ls; }",
                "echo $((1+2))",
                "echo $1",
                "ls 3> f",
                "cat << E\nx\nE\n",
                "! ls",
                "ls |& cat",
                "PATH=/x ls",
                "$cmd x",
                "ls > *.txt",
                "cat /proc/cpuinfo",
                "cat /dev/null",
                "ps aux > f | cat",
                "ls -a | wc -l | tail -f",
                "grep -o 'a\\|ab' f",
                "sed 's/a*/x/g' f",
                "sed 's/\\(a\\|ab\\)*c/x/' f",
                "awk '{printf $1}' f",
                "awk '{a[i++] *= 2}' f",
                "who | cut -d' ' -f1",
                "x=$(ps)",
                "rm f && echo gone",
                "ping -c 1 h >/dev/null && echo up",
                "A=1 git log && echo x",
                "false && echo a || echo b || echo c",
            })
    void whatCannotBeSaidIsRefused(String line) {
        assertThat(Lines.answer(line, Target.POWERSHELL)).as(line).startsWith("refused: alias.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "cat 'it''s' \u00A6 exact: Get-Content -LiteralPath its",
                "cat \"it's\" \u00A6 exact: Get-Content -LiteralPath 'it''s'",
                "cat '\u2019x' \u00A6 exact: Get-Content -LiteralPath '\u2019\u2019x'",
                "cat -- -x \u00A6 exact: Get-Content -LiteralPath '-x'",
                "cat 'a;b|c' \u00A6 exact: Get-Content -LiteralPath 'a;b|c'",
                "cat '~' \u00A6 exact: Get-Content -LiteralPath './~'",
                "cat 'env:x' \u00A6 exact: Get-Content -LiteralPath ./env:x",
                "cat '$x' \u00A6 exact: Get-Content -LiteralPath '$x'",
                "cat \"$x\" \u00A6 exact: Get-Content -LiteralPath $env:x",
                "cat ~/x \u00A6 exact: Get-Content -LiteralPath \"${HOME}/x\"",
                "sed 's/[ \\t]*$//' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { ([regex]'[ \\t]*$').Replace($_, '', 1) }",
                "sed 's/a/$1&/' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { ([regex]'a').Replace($_, '$$1$&', 1) }",
                "grep '^a.*b$' f \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cmatch '^a.*b$' }",
                "grep 'a+b' f \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cmatch 'a\\+b' }",
                "grep -E 'a+b' f \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cmatch 'a+b' }",
                "grep -F 'a.b' f \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cmatch 'a\\.b' }",
                "cat f | grep -v x \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cnotmatch 'x' }",
                "cut -c1-3 f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { [regex]::Match($_, '^(.{0,3})').Groups[1].Value }",
                "tr -d '\\r' < f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { $_ -creplace '[\\r]', '' }",
                "awk 'NR==2' f \u00A6 exact: Get-Content -LiteralPath f | & { $r = ''; $n = 0; foreach ($r in $input) { $n++; if ($n -eq 2) { $r } } }",
                "uniq -d f | wc -l \u00A6 approximate: Get-Content -LiteralPath f | & { $p = ''; $n = 0; foreach ($x in $input) { if ($n -gt 0 -and $x.Equals($p)) { $n++ } else { if ($n -gt 1) { $p }; $p = $x; $n = 1 } }; if ($n -gt 1) { $p } } | Measure-Object | ForEach-Object Count",
                "mkdir a && cd a \u00A6 exact: New-Item -ItemType Directory -Path a | Out-Null && Set-Location -LiteralPath a",
                "test -f x || echo no \u00A6 exact: if (-not ((Test-Path -LiteralPath x -PathType Leaf))) { Write-Output -InputObject no }",
                "sort a > b && mv b a \u00A6 approximate: Get-Content -LiteralPath a | & { $l = [string[]]@($input); [Array]::Sort($l, [StringComparer]::Ordinal); $l } | Out-File -LiteralPath b && Move-Item -LiteralPath b -Destination a -Force",
                "A=5 git log \u00A6 exact: & { $s = $env:A; $env:A = '5'; try { git log } finally { $env:A = $s } }",
                "ls nofile 2>/dev/null \u00A6 approximate: Get-ChildItem -LiteralPath nofile 2>$null",
                "sudo mkdir a \u00A6 approximate: New-Item -ItemType Directory -Path a | Out-Null",
                "rm -f ~/a \u00A6 exact: \"${HOME}/a\" | ForEach-Object { if (Test-Path -LiteralPath $_ -PathType Container) { Write-Error \"rm: cannot remove '$_': Is a directory\" } elseif (Test-Path -LiteralPath $_) { Remove-Item -LiteralPath $_ -Force } }",
                "head -2 a b \u00A6 exact: @('a', 'b') | ForEach-Object { $n = 0 } { if ($n++ -gt 0) { '' }; \"==> $_ <==\"; Get-Content -LiteralPath $_ -TotalCount 2 }",
                "echo {a,b}{1..2} \u00A6 exact: Write-Output -InputObject 'a1 a2 b1 b2'",
            })
    void translatesToPowerShell(String line, String answer) {
        assertThat(Lines.answer(line, Target.POWERSHELL)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "ls | wc -l \u00A6 approximate: dir /b | find /c /v \"\"",
                "cat 'a b' \u00A6 exact: type \"a b\"",
                "rm f \u00A6 exact: if exist \"f\\*\" (echo rm: cannot remove a directory 1>&2) else del /a \"f\"",
                "rm -rf a/b \u00A6 exact: if exist \"a\\b\\*\" (rd /s /q \"a\\b\") else if exist \"a\\b\" del /f /q /a \"a\\b\"",
                "rm -f f; echo done \u00A6 exact: (if exist \"f\\*\" (echo rm: cannot remove a directory 1>&2) else if exist \"f\" del /f /q /a \"f\") & echo done",
                "echo 'a & b' \u00A6 exact: echo a ^& b",
                "echo 'say \"x\"' \u00A6 exact: echo say \"x\"",
                "echo 100%x \u00A6 refused: alias.quote",
                "echo on \u00A6 exact: echo.on",
                "echo hi > f \u00A6 exact: > f echo hi",
                "echo hi && ls \u00A6 approximate: echo hi&& dir /b",
                "grep -i foo f > out \u00A6 exact: findstr /i /l /c:\"foo\" f > out",
                "grep 'a.b' f \u00A6 exact: findstr /r /c:\"a.b\" f",
                "export A=5; echo $A \u00A6 refused: alias.construct",
                "kill -9 12 \u00A6 exact: taskkill /f /pid 12",
                "ifconfig | grep inet \u00A6 refused: alias.pipeline",
                "sleep 2 && git pull \u00A6 exact: timeout /t 2 /nobreak >nul && git pull",
            })
    void translatesToCmd(String line, String answer) {
        assertThat(Lines.answer(line, Target.CMD)).isEqualTo(answer);
    }

    @Test
    void doublesPercentSignsInABatchFileOnly() {
        assertThat(Lines.answer(Lines.translate("seq 3", Target.CMD, Optional.empty(), Optional.empty(), true)))
                .isEqualTo("exact: for /l %%i in (1,1,3) do @echo %%i");
        assertThat(Lines.answer(Lines.translate("echo 100%", Target.CMD, Optional.empty(), Optional.empty(), true)))
                .isEqualTo("exact: echo 100%%");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            value = {
                "apt install vim \u00A6 dnf \u00A6 approximate: dnf install vim",
                "sudo apt-get install -y vim git \u00A6 pacman \u00A6 approximate: sudo pacman -S --noconfirm vim git",
                "brew install jq \u00A6 apt \u00A6 approximate: sudo apt install -y jq",
                "(brew install jq && jq .) \u00A6 apt \u00A6 approximate: ( sudo apt install -y jq && jq . )",
                "choco install git -y \u00A6 zypper \u00A6 approximate: sudo zypper install -y git",
                "yum update \u00A6 apt \u00A6 exact: apt upgrade",
                "yum update openssl \u00A6 apt \u00A6 approximate: apt install --only-upgrade openssl",
                "apt update \u00A6 dnf \u00A6 exact: dnf makecache",
                "apt update && apt upgrade -y \u00A6 apk \u00A6 exact: apk update && apk upgrade",
                "pacman -Rns x \u00A6 apt \u00A6 exact: apt purge x",
                "pacman -Rns x \u00A6 dnf \u00A6 refused: alias.package-verb",
                "apt remove x \u00A6 zypper \u00A6 exact: zypper remove x",
                "apt-get -t sid install x \u00A6 dnf \u00A6 refused: alias.package-verb",
                "yum install ./x.rpm \u00A6 apt \u00A6 refused: alias.package-option",
                "dnf config-manager --dump \u00A6 dnf \u00A6 exact: dnf config-manager --dump",
                "apt install $x \u00A6 dnf \u00A6 refused: alias.package-option",
                "winget install -e --id Git.Git --source winget \u00A6 apt \u00A6 approximate: sudo apt install -y Git.Git",
                "winget uninstall --id=jq -e --silent \u00A6 apt \u00A6 exact: sudo apt remove -y jq",
                "choco install C:\\x \u00A6 apt \u00A6 refused: alias.package-option",
                "brew uninstall --cask x \u00A6 apt \u00A6 refused: alias.option",
                "sudo apt-mark hold vim \u00A6 dnf \u00A6 approximate: sudo dnf versionlock add vim",
                "brew ls --pinned \u00A6 apt \u00A6 approximate: apt-mark showhold",
                "dpkg -L vim \u00A6 pacman \u00A6 approximate: pacman -Ql vim",
                "dpkg -S /bin/ls \u00A6 dnf \u00A6 approximate: rpm -qf /bin/ls",
                "rpm -qa \u00A6 dnf \u00A6 exact: rpm -qa",
                "pacman -Rh \u00A6 apt \u00A6 approximate: apt remove --help",
                "sudo yum update --skip-broken \u00A6 apt \u00A6 approximate: sudo apt upgrade",
                "dpkg -i x.deb \u00A6 dnf \u00A6 refused: alias.package-verb",
                "yum check-update | awk '{print $1}' \u00A6 apt \u00A6 refused: alias.pipeline",
                "pacman -Q | grep -i vim \u00A6 apt \u00A6 approximate: apt list --installed | grep -i vim",
            })
    void translatesPackageManagers(String line, String manager, String answer) {
        assertThat(Lines.answer(Lines.translate(line, Target.LINUX, Optional.empty(), Optional.of(manager), false)))
                .isEqualTo(answer);
    }

    @Test
    void knowsThePackageManagerOfATarget() {
        assertThat(Lines.answer("sudo apt install jq", Target.MACOS)).isEqualTo("approximate: brew install jq");
        assertThat(Lines.answer("sudo apt install jq", Target.POWERSHELL)).isEqualTo("approximate: winget install jq");
        assertThat(Lines.answer("apt update && apt install jq", Target.POWERSHELL5))
                .isEqualTo("approximate: winget source update; if ($?) { winget install jq }");
        assertThat(Lines.answer(Lines.translate(
                        "winget install Git.Git", Target.POWERSHELL, Optional.empty(), Optional.of("scoop"), false)))
                .isEqualTo("approximate: scoop install Git.Git");
        assertThat(Lines.answer("brew update", Target.CMD)).isEqualTo("exact: winget source update");
        assertThat(Lines.answer("choco upgrade git -y", Target.CMD)).isEqualTo("approximate: winget upgrade git");
        assertThat(Lines.answer("scoop uninstall jq", Target.POWERSHELL)).isEqualTo("exact: winget uninstall jq");
        assertThat(Lines.answer("choco feature list", Target.CMD)).isEqualTo("approximate: choco feature list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "choco install git \u00A6 winget \u00A6 approximate: winget install git",
                "choco install git -y \u00A6 choco \u00A6 exact: choco install git -y",
                "choco feature list \u00A6 winget \u00A6 refused: alias.package-verb",
                "winget validate a\\b \u00A6 winget \u00A6 exact: winget validate a\\b",
                "winget install git \u00A6 choco \u00A6 approximate: choco install -y git",
                "yum install --help \u00A6 scoop \u00A6 approximate: scoop help install",
                "scoop bucket list \u00A6 choco \u00A6 approximate: choco source list",
            })
    void theManagerThatIsNamedWins(String line, String manager, String answer) {
        assertThat(Lines.answer(
                        Lines.translate(line, Target.POWERSHELL, Optional.empty(), Optional.of(manager), false)))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "find -name x \u00A6 exact: find . -name x",
                "sha256sum f \u00A6 exact: shasum -a 256 f",
                "sed -r 's/a+/b/' f \u00A6 exact: sed -E 's/a+/b/' f",
                "sed -i 's/a/b/' f \u00A6 refused: alias.option",
                "grep -P x f \u00A6 refused: alias.option",
                "ls --color=auto \u00A6 refused: alias.option",
                "date -d tomorrow \u00A6 refused: alias.option",
                "systemctl start x \u00A6 refused: alias.unmapped",
                "ip a \u00A6 approximate: ifconfig",
                "cat a | sort -n | uniq -c \u00A6 exact: cat a | sort -n | uniq -c",
            })
    void translatesToMacOs(String line, String answer) {
        assertThat(Lines.answer(line, Target.MACOS)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "dir \u00A6 approximate: ls -l",
                "dir /b src \u00A6 approximate: ls src",
                "cls \u00A6 exact: clear",
                "ipconfig /all \u00A6 approximate: ip addr",
                "Get-ChildItem -Recurse \u00A6 approximate: ls -l -R",
                "Get-Content a\\b.txt \u00A6 exact: cat a/b.txt",
                "taskkill /pid 12 /f \u00A6 exact: kill -9 12",
                "taskkill /pid 12 \u00A6 refused: alias.option",
                "Stop-Process -Id 12 \u00A6 exact: kill -9 12",
                "copy a b \u00A6 approximate: cp -i a b",
                "Get-Process | Sort-Object CPU \u00A6 refused: alias.pipeline",
                "move /y a C:\\x \u00A6 refused: alias.windows-path",
                "pbpaste \u00A6 exact: xclip -selection clipboard -o",
                "open x.pdf \u00A6 exact: xdg-open x.pdf",
                "ifconfig \u00A6 approximate: ip addr",
                "launchctl list \u00A6 refused: alias.unmapped",
                "ls -la | grep x \u00A6 exact: ls -la | grep x",
            })
    void translatesToLinux(String line, String answer) {
        assertThat(Lines.answer(line, Target.LINUX)).isEqualTo(answer);
    }

    @Test
    void tellsWhatItTookTheLineFor() {
        assertThat(Lines.translate("dir", Target.LINUX).source()).isEqualTo(SourceLanguage.CMD);
        assertThat(Lines.translate("Get-ChildItem", Target.LINUX).source()).isEqualTo(SourceLanguage.POWERSHELL);
        assertThat(Lines.translate("sort f", Target.LINUX).source()).isEqualTo(SourceLanguage.UNIX);
        assertThat(Lines.answer(Lines.translate(
                        "type a.txt", Target.LINUX, Optional.of(SourceLanguage.CMD), Optional.empty(), false)))
                .isEqualTo("exact: cat a.txt");
        assertThat(Lines.answer("dir /b", Target.CMD)).isEqualTo("exact: dir /b");
    }

    @Test
    void anApproximationNamesWhatDiffers() {
        assertThat(Lines.translate("ps aux", Target.POWERSHELL))
                .isInstanceOfSatisfying(Translation.Approximate.class, a -> assertThat(a.notes())
                        .isNotEmpty());
    }
}
