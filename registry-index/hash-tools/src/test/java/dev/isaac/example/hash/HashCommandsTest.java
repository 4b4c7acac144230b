package dev.isaac.example.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HashCommandsTest {

    private static final String ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    private FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).words(words).directory(folder);
    }

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static List<Map<String, ?>> rows(CommandResult result) {
        assertThat(result).isInstanceOf(CommandResult.Table.class);
        return ((CommandResult.Table) result).rows();
    }

    @Test
    void manifestsAreComplete() {
        for (Command command : List.of(new FileCommand(), new TextCommand(), new VerifyCommand())) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
    }

    // The test vectors are those of the standards for "abc"; the CRCs those for "123456789".
    @ParameterizedTest
    @CsvSource({
        "md5, abc, 900150983cd24fb0d6963f7d28e17f72",
        "sha1, abc, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha224, abc, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "sha256, abc, " + ABC_SHA256,
        "sha512-256, abc, 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        "sha3-256, abc, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        "crc32, 123456789, cbf43926",
        "crc32c, 123456789, e3069283",
        "adler32, Wikipedia, 11e60398"
    })
    void hashesTextAsTheStandardsSay(String algorithm, String text, String hash) throws Exception {
        assertThat(call(new TextCommand(), "-a", algorithm, text).execute())
                .isEqualTo(new CommandResult.Text(hash, Map.of("hash", hash, "algorithm", algorithm)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256",
                "sha512",
                "sha384",
                "sha224",
                "sha512-256",
                "sha3-256",
                "sha3-384",
                "sha3-512",
                "sha1",
                "md5",
                "crc32",
                "crc32c",
                "adler32"
            })
    void everyAlgorithmGivesAsManyDigitsAsItClaims(String name) {
        Algorithm algorithm = Algorithm.named(name).orElseThrow();
        assertThat(algorithm.start().result()).hasSize(algorithm.digits()).matches("[0-9a-f]+");
    }

    @Test
    void hashesFilesAndKeepsTheirNames() throws Exception {
        file("a", "abc");
        file("empty", "");
        assertThat(rows(call(new FileCommand(), "a", "empty").execute()))
                .extracting(row -> row.get("hash") + " " + row.get("file"))
                .containsExactly(
                        ABC_SHA256 + " a", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 empty");
    }

    @Test
    void hashesTheInput() throws Exception {
        assertThat(rows(call(new FileCommand()).input("abc").execute()))
                .singleElement()
                .isEqualTo(Map.of("hash", ABC_SHA256, "file", "-", "algorithm", "sha256"));
    }

    @Test
    void printsListsThatItCanVerify() throws Exception {
        file("a b", "abc");
        CommandResult sums = call(new FileCommand(), "--sums", "a b").execute();
        assertThat(((CommandResult.Text) sums).text()).isEqualTo(ABC_SHA256 + "  a b");
        file("SUMS", ((CommandResult.Text) sums).text());
        assertThat(rows(call(new VerifyCommand(), "SUMS").execute()))
                .singleElement()
                .isEqualTo(Map.of("file", "a b", "status", "ok", "algorithm", "sha256"));
    }

    @Test
    void verifiesBothStylesAndTellsTheAlgorithm() throws Exception {
        file("a", "abc");
        file("SUMS", """
                # a comment
                900150983CD24FB0D6963F7D28E17F72 *a

                SHA3-256 (a) = 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532
                """);
        FakeInvocation call = call(new VerifyCommand(), "SUMS");
        assertThat(rows(call.execute())).extracting(row -> row.get("algorithm")).isEqualTo(List.of("md5", "sha3-256"));
        assertThat(call.progress().warnings()).singleElement().asString().contains("not attacks");
    }

    @Test
    void readsEscapedNames() {
        assertThat(SumLine.parse("\\" + ABC_SHA256 + "  a\\nb\\\\c")
                        .orElseThrow()
                        .file())
                .isEqualTo("a\nb\\c");
    }

    @Test
    void namesWhatDiffersAndWhatIsMissing() throws Exception {
        file("a", "abc");
        file("b", "changed");
        file("SUMS", ABC_SHA256 + "  a\n" + ABC_SHA256 + "  b\n" + ABC_SHA256 + "  c\n");
        Fault fault = call(new VerifyCommand(), "SUMS").fault();
        assertThat(fault.code()).isEqualTo("hash.mismatch");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message()).isEqualTo("2 of 3 files did not verify: b (different), c (missing).");

        assertThat(call(new VerifyCommand(), "SUMS", "--ignore-missing").fault().message())
                .isEqualTo("1 of 2 files did not verify: b (different).");
    }

    @Test
    void aListOfWhichNothingIsHereVerifiesNothing() throws Exception {
        file("SUMS", ABC_SHA256 + "  nowhere\n");
        assertThat(call(new VerifyCommand(), "SUMS", "--ignore-missing").fault().code())
                .isEqualTo("hash.none-verified");
    }

    @ParameterizedTest
    @CsvSource({"'no checksum', line 1", "'abcdef0123  a', 10 digits", "'MD5 (a) = abcdef01', 32 digits"})
    void refusesListsThatAreNone(String line, String reason) throws Exception {
        file("a", "");
        file("SUMS", line);
        Fault fault = call(new VerifyCommand(), "SUMS").fault();
        assertThat(fault.code()).isEqualTo("hash.bad-list");
        assertThat(fault.message()).contains(reason);
    }

    @Test
    void saysWhatCannotBeHashed() throws Exception {
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(call(new FileCommand()).fault().code()).isEqualTo("hash.nothing");
        assertThat(call(new FileCommand(), "nowhere").fault().code()).isEqualTo("hash.no-file");
        assertThat(call(new FileCommand(), ".").fault().code()).isEqualTo("hash.folder");
        assertThat(call(new VerifyCommand(), "nowhere").fault().code()).isEqualTo("hash.no-file");
        assertThat(call(new VerifyCommand(), "binary").fault().code()).isEqualTo("hash.bad-list");
    }

    @Test
    void stopsWhenItIsInterrupted() {
        FakeInvocation call = call(new FileCommand()).input("abc");
        call.cancellation().cancel();
        assertThat(call.fault().kind()).isEqualTo(FaultKind.INTERRUPTED);
    }
}
