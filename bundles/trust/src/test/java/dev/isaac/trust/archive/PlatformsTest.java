package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where plugins run, as their manifests say it in one way or another. */
class PlatformsTest {

    private static InspectedArchive archive(
            @Nullable String declared, @Nullable String nativeCode, @Nullable String capability) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "a.b");
        put(main, Platforms.HEADER, declared);
        put(main, "Bundle-NativeCode", nativeCode);
        put(main, "Require-Capability", capability);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.finish();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new ArchiveInspector().inspect(bytes.toByteArray());
    }

    private static void put(Attributes main, String name, @Nullable String value) {
        if (value != null) {
            main.putValue(name, value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // declared | Bundle-NativeCode | Require-Capability | where it runs
                " | | | ''",
                "'macos, linux' | | | linux macos",
                " | lib/a.so;osname=Linux;processor=x86-64 | | linux-x86_64",
                " | lib/a.so;osname=Linux;processor=x86_64;processor=aarch64 | | linux",
                " | lib/a.so;osname=linux | | linux",
                " | 'a.dll;osname=Win32;processor=amd64,a.dylib;osname=MacOSX;osname=\"Mac OS X\"' | | macos"
                        + " windows-x86_64",
                " | a.so;processor=arm64 | | linux-aarch64 macos-aarch64 windows-aarch64",
                " | 'a.so;osname=Linux,*' | | ''",
                " | 'a.so;osname=Linux;osversion=\"[5,7)\";language=en' | | linux",
                "linux-x86_64 | a.so;osname=Linux | | linux-x86_64",
                " | | 'osgi.native;filter:=\"(osgi.native.osname~=linux)\"' | linux",
                " | | 'osgi.native;filter:=\"(&(osgi.native.osname~=mac os x)(osgi.native.processor~=aarch64))\"' |"
                        + " macos-aarch64",
                " | | 'osgi.native;filter:=\"(|(osgi.native.osname=Linux)(osgi.native.osname=Win32))\"' | linux"
                        + " windows",
                " | | 'osgi.native;filter:=\"(!(osgi.native.osname=Linux))\"' | macos windows",
                " | | 'osgi.native;filter:=\"(&(osgi.native.osversion>=5)(osgi.native.osname=Linux))\"' | linux",
                " | | 'osgi.native;filter:=\"(|(osgi.native.osversion>=5)(osgi.native.osname=Linux))\"' | ''",
                " | | 'osgi.native;filter:=\"(osgi.native.osname=Linux)\";resolution:=optional' | ''",
                " | a.so;processor=x86-64 | 'osgi.native;filter:=\"(osgi.native.osname=Linux)\"' | linux-x86_64",
                " | | 'osgi.ee;filter:=\"(osgi.ee=JavaSE)\"' | ''"
            })
    void runsWhereItsHeadersSay(
            @Nullable String declared, @Nullable String nativeCode, @Nullable String capability, String expected)
            throws Exception {
        assertThat(Platforms.of(archive(declared, nativeCode, capability)))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solaris | | names 'solaris'",
                "linux-arm | | names 'linux-arm'",
                "windows | a.so;osname=Linux | names 'windows', where its native code does not run",
                "linux | a.so;osname=Linux;processor=x86-64 | names 'linux', where its native code does not run",
                " | a.so;osname=Solaris | no platform"
            })
    void whatContradictsItselfIsRefused(@Nullable String declared, @Nullable String nativeCode, String why)
            throws Exception {
        InspectedArchive archive = archive(declared, nativeCode, null);

        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> Platforms.of(archive))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(ArchiveFault.MANIFEST));
    }
}
