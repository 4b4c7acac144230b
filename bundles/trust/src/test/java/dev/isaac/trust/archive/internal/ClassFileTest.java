package dev.isaac.trust.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.archives.TinyClass;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFileTest {

    private static final String OWN = ClassFileTest.class.getName().replace('.', '/');

    private static final ClassFile CORRUPT = new ClassFile("", 0, false);

    private static byte[] own() throws IOException {
        try (InputStream in = ClassFileTest.class.getResourceAsStream("ClassFileTest.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** A class named {@code a/B} with one more text among its constants, given byte by byte. */
    private static byte[] withText(String hex) throws IOException {
        byte[] text = HexFormat.of().parseHex(hex);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xcafebabe);
            out.writeShort(0);
            out.writeShort(61);
            out.writeShort(4);
            out.writeByte(1);
            out.writeShort(text.length);
            out.write(text);
            out.writeByte(1);
            out.writeUTF("a/B");
            out.writeByte(7);
            out.writeShort(2);
            out.writeShort(0);
            out.writeShort(3);
            // No super class, interfaces, fields, methods, attributes.
            out.write(new byte[10]);
        }
        return bytes.toByteArray();
    }

    @Test
    void tellsNameAndRelease() throws Exception {
        assertThat(ClassFile.read(own())).isEqualTo(new ClassFile(OWN, 17, false));
    }

    @Test
    void whatEndsEarlyOrLateIsCorrupt() throws Exception {
        byte[] whole = withText("41");
        assertThat(ClassFile.read(whole)).isEqualTo(new ClassFile("a/B", 17, false));
        for (int length = 0; length < whole.length; length++) {
            assertThat(ClassFile.read(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo(CORRUPT);
        }
        assertThat(ClassFile.read(Arrays.copyOf(whole, whole.length + 1)).name())
                .isEmpty();
    }

    @Test
    void tellsWhatNeedsPreviewFeatures() throws Exception {
        byte[] preview = withText("41");
        preview[4] = -1;
        preview[5] = -1;

        assertThat(ClassFile.read(preview)).isEqualTo(new ClassFile("a/B", 17, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "41", "00", "c080", "c280", "c3a9", "d090", "dfbf", "e0a080", "e282ac", "eda080edb080"})
    void textsOfEveryFormAreTaken(String text) throws Exception {
        assertThat(ClassFile.read(withText(text)).name()).isEqualTo("a/B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1a4", "c181", "e08080", "e081a4", "e09fbf"})
    void textsThatAreLongerThanTheyNeedToBeAreCorrupt(String text) throws Exception {
        assertThat(ClassFile.read(withText(text)).name()).isEmpty();
    }

    @Test
    void textThatEndsWithinACharacterAtTheEndOfTheFileIsCorrupt() throws Exception {
        assertThat(ClassFile.read(Arrays.copyOf(withText("c3"), 14))).isEqualTo(CORRUPT);
    }

    @Test
    void takesTheOldestReleaseAndInterfaces() throws Exception {
        assertThat(ClassFile.read(TinyClass.of("a/B", 45))).isEqualTo(new ClassFile("a/B", 1, false));
        assertThat(ClassFile.read(TinyClass.of("a/B", 44))).isEqualTo(CORRUPT);
        try (InputStream in = String.class.getResourceAsStream("String.class")) {
            assertThat(ClassFile.read(Objects.requireNonNull(in).readAllBytes()).name())
                    .as("it has interfaces")
                    .isEqualTo("java/lang/String");
        }
    }

    /** The constants are 1, 2 (texts) and 3 (the class, which is named by 2). */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 2", "4, 2", "5, 2", "3, 0", "3, 3", "3, 4", "3, 5"})
    void classThatIsNoConstantIsCorrupt(int self, int text) throws Exception {
        byte[] file = withText("41");
        file[22] = (byte) text;
        file[26] = (byte) self;

        assertThat(ClassFile.read(file)).isEqualTo(CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "bf", "c3", "c341", "e282", "e2ac", "e28241", "f09f9880", "ff"})
    void malformedTextsAreCorruptEvenWhereNobodyAsksForThem(String text) throws Exception {
        assertThat(ClassFile.read(withText(text)).name()).isEmpty();
    }
}
