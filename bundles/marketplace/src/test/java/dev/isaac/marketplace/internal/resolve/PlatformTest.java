package dev.isaac.marketplace.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, macos-aarch64",
        "Darwin, x86_64, macos-x86_64",
        "Windows 11, amd64, windows-x86_64",
        "FreeBSD, riscv64, freebsd-riscv64",
    })
    void namesOfJavaBecomeThoseOfPlugins(String os, String arch, String expected) {
        Platform platform = Platform.of(os, arch);
        assertThat(platform).hasToString(expected);
        assertThat(platform.isIn(List.of())).isTrue();
        assertThat(platform.isIn(List.of(expected))).isTrue();
        assertThat(platform.isIn(List.of("solaris", platform.os()))).isTrue();
        assertThat(platform.isIn(List.of(platform.os() + "-other"))).isFalse();
    }
}
