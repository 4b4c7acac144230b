package dev.isaac.trust.permission.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class files that no compiler writes: cut off where something just ends, or with constants that are not there. */
class HandMadeClassesTest {

    private static final List<byte[]> FILE = List.of(new byte[0]);

    private final ClassConstants constants = new ClassConstants();

    @FunctionalInterface
    private interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    /** A class file that says that it has so many constants, and what comes after that. */
    private static byte[] file(int count, Part... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xcafebabe);
        out.writeInt(61);
        out.writeShort(count);
        for (Part part : parts) {
            part.write(out);
        }
        return bytes.toByteArray();
    }

    /** As {@link DataOutputStream#writeUTF} has it, which is how class files have it. */
    private static Part text(String text) {
        return out -> {
            out.writeByte(1);
            out.writeUTF(text);
        };
    }

    private static Part type(int text) {
        return out -> {
            out.writeByte(7);
            out.writeShort(text);
        };
    }

    private static Part number(long value) {
        return out -> {
            out.writeByte(5);
            out.writeLong(value);
        };
    }

    private static Part shorts(int... values) {
        return out -> {
            for (int value : values) {
                out.writeShort(value);
            }
        };
    }

    private void refuses(Runnable reading) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(reading::run);
    }

    @Test
    void readsATextUpToTheEndOfTheFile() throws Exception {
        byte[] file = file(2, text("ab"));
        constants.open(file);
        assertThat(constants.text(1)).isEqualTo("ab");

        constants.open(Arrays.copyOf(file, file.length - 1));
        refuses(() -> constants.text(1));
    }

    @Test
    void readsATextWithoutAnyLetterOfAscii() throws Exception {
        constants.open(file(2, text("\u00dc\u20ac")));
        assertThat(constants.text(1)).isEqualTo("\u00dc\u20ac");
    }

    /** The class file before had a text in that place, and one would be read there. */
    @Test
    void secondPlaceOfALongHoldsNothing() throws Exception {
        constants.open(file(3, text("ab"), text("x")));
        assertThat(constants.text(2)).isEqualTo("x");
        constants.open(file(4, number(0x0000_0000_0100_0000L), text("y")));
        assertThat(constants.text(3)).isEqualTo("y");
        refuses(() -> constants.text(2));
    }

    @Test
    void constantsOfTheFormerFileAreGone() throws Exception {
        constants.open(file(3, text("a"), text("b")));
        assertThat(constants.text(2)).isEqualTo("b");
        constants.open(file(2, text("a"), shorts(0x0100, 0, 0, 0)));
        refuses(() -> constants.text(2));
    }

    /** The platform refuses such a class; that its code is looked at does no harm. */
    @Test
    void aLongInTheLastPlaceEndsTheConstants() throws Exception {
        constants.open(file(2, number(1), shorts(0, 0, 7, 0)));
        assertThat(constants.parents()).containsExactly(7);
    }

    private static byte[] withMethodAttribute(int stated, int length) throws IOException {
        return file(
                1,
                shorts(0, 0, 0, 0, 0, 1),
                shorts(0x0100, 0, 0, 1, 0),
                out -> out.writeInt(stated),
                out -> out.write(new byte[length]));
    }

    @Test
    void anAttributeEndsWithTheFileAtLast() throws Exception {
        constants.open(withMethodAttribute(4, 4));
        assertThat(constants.hasNative()).isTrue();
        for (int stated : new int[] {5, 12, 20, Integer.MAX_VALUE, -1}) {
            constants.open(withMethodAttribute(stated, 4));
            refuses(constants::hasNative);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[[", "[L;"})
    void namesUpToTheEndOfTheFileAreNoOther(String name) throws Exception {
        constants.open(file(3, type(2), text(name)));
        NamedClasses named = new NamedClasses(Map.of(), ReachTable.get());
        assertThat(named.ofConstant(constants, 1).name()).isEmpty();
        assertThat(named.ofText(constants, 2)).isNull();
    }

    @Test
    void nameUpToTheEndOfTheFileIsFound() throws Exception {
        NamedClasses named = new NamedClasses(Map.of("p/A", FILE), ReachTable.get());
        for (String name : List.of("p/A", "p.A", "[Lp/A;", "[[Lp.A;")) {
            constants.open(file(3, type(2), text(name)));
            assertThat(named.ofConstant(constants, 1)).isSameAs(named.find("p/A"));
        }
    }

    /** Each is the only class, so that nothing else says that names are not all ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00dc", "a\u0080", "a\0", "\0", "p/A"})
    void findsANameOfAnyCharacters(String name) throws Exception {
        NamedClasses named = new NamedClasses(Map.of(name, FILE), ReachTable.get());
        for (String text : List.of(name, name.replace('/', '.'), "L" + name + ";")) {
            constants.open(file(2, text(text)));
            assertThat(named.ofText(constants, 1)).as(text).isNotNull().isSameAs(named.find(name));
        }
    }

    /** A zero before a name adds nothing to its hash. */
    @Test
    void namesOfOneHashAndAnotherLengthAreOthers() throws Exception {
        NamedClasses named = new NamedClasses(Map.of("a", FILE, "ba", FILE), ReachTable.get());
        byte[] raw = file(2, out -> out.write(new byte[] {1, 0, 2, 0, 'a'}));
        constants.open(raw);
        assertThat(NameTable.hash(NameTable.hash(0, (byte) 0), (byte) 'a')).isEqualTo("a".hashCode());
        assertThat(named.ofText(constants, 1)).isNull();
        assertThat(NameTable.string("p.A".getBytes(StandardCharsets.US_ASCII), 0, 3))
                .isEqualTo("p/A");
    }
}
