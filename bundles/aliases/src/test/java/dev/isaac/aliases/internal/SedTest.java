package dev.isaac.aliases.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.model.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of {@code sed} in PowerShell. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00A6',
            quoteCharacter = '\u0001',
            value = {
                "sed 's/a/b/' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { ([regex]'a').Replace($_, 'b', 1) }",
                "sed -n '/a/,/b/p' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); $r1 = $false; for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $x1 = $r1; if ($r1) { if ($p -cmatch 'b') { $r1 = $false } } elseif ($p -cmatch 'a') { $x1 = $true; $r1 = $true }; if ($x1) { $p; }; } }",
                "sed '/^$/d; s/x/y/g' f \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cnotmatch '^$' } | ForEach-Object { $_ -creplace 'x', 'y' }",
                "sed -e ':a' -e 'N' -e '$!ba' -e 's/\\n/ /g' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); if ($l.Count -gt 0) { foreach ($p in ($l -join \"`n\")) { if ($l.Count -eq 1) { $p; continue }; $p = $p -creplace '\\n', ' '; $p -csplit \"`n\" } } }",
                "sed '{:q;N;s/\\n/ /g;t q}' file \u00A6 exact: Get-Content -LiteralPath file | & { $l = @($input); if ($l.Count -gt 0) { foreach ($p in ($l -join \"`n\")) { if ($l.Count -eq 1) { $p; continue }; $p = $p -creplace '\\n', ' '; $p -csplit \"`n\" } } }",
                "sed -i ':a;N;$!ba;s/\\n/,/g' test.txt \u00A6 exact: 'test.txt' | ForEach-Object { $p = (Resolve-Path -LiteralPath $_ -ErrorAction Stop).ProviderPath; $c = [Text.Encoding]::GetEncoding(28591); $t = $c.GetString([IO.File]::ReadAllBytes($p)); if ($t.Length -gt 0) { $e = if ($t.EndsWith(\"`n\", [StringComparison]::Ordinal)) { \"`n\" } else { '' }; $l = @($t.Substring(0, $t.Length - $e.Length) -csplit \"`n\" | & { $l = @($input); if ($l.Count -gt 0) { foreach ($p in ($l -join \"`n\")) { if ($l.Count -eq 1) { $p; continue }; $p = $p -creplace '\\n', ','; $p -csplit \"`n\" } } }); [IO.File]::WriteAllBytes($p, $c.GetBytes($(if ($l.Count -gt 0) { ($l -join \"`n\") + $e } else { '' }))) } }",
                "sed '$!N;s/\\n/ /' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if (-not ($n -eq $l.Count)) { if ($n -ge $l.Count) { $p -csplit \"`n\"; break }; $n++; $p += \"`n\" + $l[$n - 1]; }; $p = ([regex]'\\n').Replace($p, ' ', 1); $p -csplit \"`n\"; } }",
                "sed '/string/,$d' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); $r1 = $false; for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $x1 = $r1; if ($r1) { if ($n -ge $l.Count) { $r1 = $false } } elseif ($p -cmatch 'string') { $x1 = $true; $r1 = $true }; if ($x1) { continue; }; $p; } }",
                "sed '/x/q' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($p -cmatch 'x') { $p; break; }; $p; } }",
                "sed -n '$=' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -eq $l.Count) { \"$n\"; }; } }",
                "sed G f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); $h = ''; for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $p += \"`n\" + $h; $p -csplit \"`n\"; } }",
                "sed -n '1!G;h;$p' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); $h = ''; for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if (-not ($n -eq 1)) { $p += \"`n\" + $h; }; $h = $p; if ($n -eq $l.Count) { $p -csplit \"`n\"; }; } }",
                "sed 's/\\(^\\|[^0-9.]\\)\\([0-9]*\\)\\([0-9]\\{3\\}\\)/\\1\\2,\\3/g' f \u00A6 refused: alias.regex",
                "sed ':a;s/^\\(\\s*\\)x/\\1 /;ta' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; while ($p -cmatch '^([ \\t\\n\\r\\f\\v]*)x') { $p = ([regex]'^([ \\t\\n\\r\\f\\v]*)x').Replace($p, '${1} ', 1) }; $p; } }",
                "sed 's/foo/bar/2' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $m = [regex]::Matches($p, 'foo'); if ($m.Count -ge 2) { $p = ([regex]'foo').Replace($p, 'bar', 1, $m[1].Index) }; $p; } }",
                "sed 's/foo/bar/2g' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $m = [regex]::Matches($p, 'foo'); if ($m.Count -ge 2) { $p = ([regex]'foo').Replace($p, 'bar', -1, $m[1].Index) }; $p; } }",
                "sed -E 's/(foo|bar)+/x/g' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { $_ -creplace '(foo|bar)+', 'x' }",
                "sed 's/.*/\\U&/' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $p = ([regex]'.*').Replace($p, [Text.RegularExpressions.MatchEvaluator]{ $m = $args[0]; $m.Groups[0].Value.ToUpperInvariant() }, 1); $p; } }",
                "sed 's/\\b\\(.\\)/\\u\\1/g' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $p = ([regex]'(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))(.)').Replace($p, [Text.RegularExpressions.MatchEvaluator]{ $m = $args[0]; $(if ($m.Groups[1].Value.Length -gt 0) { $m.Groups[1].Value.Substring(0, 1).ToUpperInvariant() + $m.Groups[1].Value.Substring(1) }) }); $p; } }",
                "sed '1i header' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -eq 1) { 'header'; }; $p; } }",
                "sed '$a footer' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $a = @(); if ($n -eq $l.Count) { $a += 'footer'; }; $p; $a; } }",
                "sed '2c new' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -eq 2) { 'new'; continue; }; $p; } }",
                "sed 'y/abc/xyz/' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $p = [regex]::Replace($p, '[abc]', { 'xyz'['abc'.IndexOf($args[0].Value, [StringComparison]::Ordinal)] }); $p; } }",
                "sed '0~3d' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -ge 0 -and ($n - 0) % 3 -eq 0) { continue; }; $p; } }",
                "sed -n '2{p;q}' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -eq 2) { $p; break; }; } }",
                "sed '1~2d' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -ge 1 -and ($n - 1) % 2 -eq 0) { continue; }; $p; } }",
                "sed '/a/{s/b/c/;s/d/e/}' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($p -cmatch 'a') { $p = ([regex]'b').Replace($p, 'c', 1); $p = ([regex]'d').Replace($p, 'e', 1); }; $p; } }",
                "sed '/a/!s/b/c/' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { if ($_ -cnotmatch 'a') { ([regex]'b').Replace($_, 'c', 1) } else { $_ } }",
                "sed -n 's/^x\\(.*\\)/\\1/p' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($p -cmatch '^x(.*)') { $p = ([regex]'^x(.*)').Replace($p, '${1}', 1); $p }; } }",
                "sed '2,+3d' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { $n = 0 } { $n++; if ($n -lt 2 -or $n -gt 5) { $_ } }",
                "sed '0,/x/s//y/' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); $r1 = $true; for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $x1 = $r1; if ($r1) { if ($p -cmatch 'x') { $r1 = $false } }; if ($x1) { $p = ([regex]'x').Replace($p, 'y', 1); }; $p; } }",
                "sed '0,/x/s/x/y/' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); $r1 = $true; for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; $x1 = $r1; if ($r1) { if ($p -cmatch 'x') { $r1 = $false } }; if ($x1) { $p = ([regex]'x').Replace($p, 'y', 1); }; $p; } }",
                "sed 's/[^\\n]*/x/' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { ([regex]'[^\\n]*').Replace($_, 'x', 1) }",
                "sed = f | sed 'N;s/\\n/\\t/' \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; \"$n\"; $p; } } | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -ge $l.Count) { $p -csplit \"`n\"; break }; $n++; $p += \"`n\" + $l[$n - 1]; $p = ([regex]'\\n').Replace($p, \"`t\", 1); $p -csplit \"`n\"; } }",
                "sed 's#/usr#/opt#g' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { $_ -creplace '/usr', '/opt' }",
                "sed -r 's/([0-9]+)-([0-9]+)/\\2-\\1/' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { ([regex]'([0-9]+)-([0-9]+)').Replace($_, '${2}-${1}', 1) }",
                "sed 's/a\\|b/x/g' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { $_ -creplace 'a|b', 'x' }",
                "sed \"s/x/$y/\" f \u00A6 refused: alias.sed",
                "sed -n '/start/,/end/{//!p}' f \u00A6 refused: alias.sed",
                "sed '$d;1d' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -eq $l.Count) { continue; }; if ($n -eq 1) { continue; }; $p; } }",
                "sed -i.bak '1d' f \u00A6 exact: 'f' | ForEach-Object { $p = (Resolve-Path -LiteralPath $_ -ErrorAction Stop).ProviderPath; Copy-Item -LiteralPath $p -Destination ($p + '.bak') -Force -ErrorAction Stop; $c = [Text.Encoding]::GetEncoding(28591); $t = $c.GetString([IO.File]::ReadAllBytes($p)); if ($t.Length -gt 0) { $e = if ($t.EndsWith(\"`n\", [StringComparison]::Ordinal)) { \"`n\" } else { '' }; $l = @($t.Substring(0, $t.Length - $e.Length) -csplit \"`n\" | Select-Object -Skip 1); [IO.File]::WriteAllBytes($p, $c.GetBytes($(if ($l.Count -gt 0) { ($l -join \"`n\") + $e } else { '' }))) } }",
                "sed 's/ *$//;s/^ *//' f \u00A6 exact: Get-Content -LiteralPath f | ForEach-Object { ([regex]' *$').Replace($_, '', 1) } | ForEach-Object { ([regex]'^ *').Replace($_, '', 1) }",
                "sed 10q f \u00A6 exact: Get-Content -LiteralPath f | Select-Object -First 10",
                "sed -n '10,20p;20q' f \u00A6 exact: Get-Content -LiteralPath f | & { $l = @($input); for ($n = 1; $n -le $l.Count; $n++) { $p = $l[$n - 1]; if ($n -ge 10 -and $n -le 20) { $p; }; if ($n -eq 20) { break; }; } }",
                "sed '/^#/d;/^$/d' f \u00A6 exact: Get-Content -LiteralPath f | Where-Object { $_ -cnotmatch '^\\#' } | Where-Object { $_ -cnotmatch '^$' }",
            })
    void saysTheSameInPowerShell(String line, String answer) {
        assertThat(Lines.answer(line, Target.POWERSHELL)).isEqualTo(answer);
    }
}
