package dev.isaac.trust.permission.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The reader sees what another one sees, over thousands of real classes, and survives what is no class. */
class ClassConstantsTest {

    private static Map<String, byte[]> classes(Class<?> of) throws Exception {
        Map<String, byte[]> classes = new TreeMap<>();
        String jar = of.getProtectionDomain().getCodeSource().getLocation().getPath();
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        classes.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }

    @ParameterizedTest
    @ValueSource(classes = {ASN1Sequence.class, JsonFactory.class})
    void seesWhatAsmSees(Class<?> library) throws Exception {
        Map<String, byte[]> classes = classes(library);
        Set<String> names = new HashSet<>();
        Set<String> members = new HashSet<>(List.of("getInstance", "<init>", "close", "read", "delete"));
        classes.values().forEach(bytes -> names.add(new ClassReader(bytes).getClassName()));
        Map<String, List<byte[]>> own = new HashMap<>();
        names.forEach(name -> own.put(name, List.of(new byte[0])));
        NamedClasses named = new NamedClasses(own, ReachTable.get());
        ClassConstants constants = new ClassConstants();
        int seen = 0;
        for (byte[] bytes : classes.values()) {
            ClassReader asm = new ClassReader(bytes);
            constants.open(bytes);
            assertThat(constants.count()).isEqualTo(asm.getItemCount());
            List<String> parents = new ArrayList<>();
            for (int parent : constants.parents()) {
                parents.add(constants.text(constants.className(parent)));
            }
            assertThat(parents).containsExactlyElementsOf(parents(asm));
            assertThat(asmConstants(asm, names, members)).isEqualTo(ourConstants(constants, named, members));
            assertThat(constants.hasNative()).isFalse();
            seen++;
        }
        assertThat(seen).isGreaterThan(100);
    }

    private static List<String> parents(ClassReader asm) {
        List<String> parents = new ArrayList<>(Arrays.asList(asm.getInterfaces()));
        if (asm.getSuperName() != null) {
            parents.add(asm.getSuperName());
        }
        return parents;
    }

    private static List<String> asmConstants(ClassReader asm, Set<String> names, Set<String> members) {
        char[] buffer = new char[asm.getMaxStringLength()];
        List<String> found = new ArrayList<>();
        for (int i = 1; i < asm.getItemCount(); i++) {
            int at = asm.getItem(i);
            found.add("");
            switch (at == 0 ? 0 : asm.readByte(at - 1)) {
                case 7 -> found.set(i - 1, "class " + element(asm.readUTF8(at, buffer)));
                case 9, 10, 11 -> {
                    int nameAndType = asm.getItem(asm.readUnsignedShort(at + 2));
                    String name = asm.readUTF8(nameAndType, buffer);
                    if (members.contains(name)) {
                        found.set(
                                i - 1,
                                "member " + name + " " + asm.readUTF8(nameAndType + 2, buffer) + " of "
                                        + element(asm.readClass(at, buffer)));
                    }
                }
                case 1 -> {
                    int length = asm.readUnsignedShort(at);
                    byte[] raw = new byte[length];
                    for (int k = 0; k < length; k++) {
                        raw[k] = (byte) asm.readByte(at + 2 + k);
                    }
                    String text = new String(raw, StandardCharsets.UTF_8).replace('.', '/');
                    String name =
                            text.startsWith("L") && text.endsWith(";") ? text.substring(1, text.length() - 1) : text;
                    if (names.contains(name)) {
                        found.set(i - 1, "text " + name);
                    }
                }
                default -> {
                    // Not looked at.
                }
            }
        }
        return found;
    }

    private static String element(String name) {
        String element = name.substring(name.lastIndexOf('[') + 1);
        return element.equals(name) || element.length() == 1 ? element : element.substring(1, element.length() - 1);
    }

    private static List<String> ourConstants(ClassConstants constants, NamedClasses named, Set<String> members) {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < constants.count(); i++) {
            found.add("");
        }
        ClassConstants.Numbers classes = constants.classes();
        for (int i = 0; i < classes.size(); i++) {
            int at = classes.get(i);
            found.set(at - 1, "class " + named.ofConstant(constants, at).name());
        }
        for (int i = 0; i < constants.members().size(); i++) {
            int at = constants.members().get(i);
            String name = constants.text(constants.name(at));
            if (members.contains(name)) {
                found.set(
                        at - 1,
                        "member " + name + " " + constants.text(constants.descriptor(at)) + " of "
                                + named.ofConstant(constants, constants.owner(at))
                                        .name());
            }
        }
        for (int i = 0; i < constants.texts().size(); i++) {
            int at = constants.texts().get(i);
            Named one = named.ofText(constants, at);
            if (one != null && one.isOwn()) {
                found.set(at - 1, "text " + one.name());
            }
        }
        return found;
    }

    /** A class whose one text is written as these bytes. */
    private static byte[] withText(byte... text) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/Main", null, "java/lang/Object", null);
        byte[] plain = writer.toByteArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int count = new ClassReader(plain).getItemCount();
        out.write(plain, 0, 8);
        out.writeShort(count + 1);
        out.writeByte(1);
        out.writeShort(text.length);
        out.write(text);
        // The others come after it: every number of a constant grows by one.
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        out.write(rest);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "p/Hidden, p/Hidden",
        "p.Hidden, p/Hidden",
        "Lp/Hidden;, p/Hidden",
        "p/\u00dcber, p/\u00dcber",
        "Lp.\u00dcber;, p/\u00dcber",
        "p/Hidden.class, ",
        "p/hidden, ",
        "L;, ",
        "'', ",
        "p/Strange name, p/Strange name"
    })
    void findsTheClassThatATextMayName(String text, String expected) throws Exception {
        List<byte[]> file = List.of(new byte[0]);
        NamedClasses named = new NamedClasses(
                Map.of("p/Hidden", file, "p/\u00dcber", file, "p/Strange name", file), ReachTable.get());
        ClassConstants constants = new ClassConstants();
        constants.open(withText(text.getBytes(StandardCharsets.UTF_8)));
        Named found = named.ofText(constants, 1);
        assertThat(found == null ? null : found.name()).isEqualTo(expected);
    }

    /** The names have one hash: "Aa" and "BB" have, and so has whatever is put together of them. */
    @Test
    void findsNamesThatFallOnEachOther() throws Exception {
        Map<String, List<byte[]>> own = new LinkedHashMap<>();
        for (int i = 0; i < 1 << 12; i++) {
            StringBuilder name = new StringBuilder("p/");
            for (int bit = 0; bit < 12; bit++) {
                name.append((i >>> bit & 1) == 0 ? "Aa" : "BB");
            }
            own.put(name.toString(), List.of(new byte[0]));
        }
        assertThat(own.keySet().stream().map(String::hashCode).distinct()).hasSize(1);
        NamedClasses named = new NamedClasses(own, ReachTable.get());
        ClassConstants constants = new ClassConstants();
        for (String name : own.keySet()) {
            constants.open(withText(name.getBytes(StandardCharsets.US_ASCII)));
            assertThat(named.ofText(constants, 1)).isSameAs(named.find(name)).isNotNull();
        }
        constants.open(withText("p/AaAaAaAaAaAaAaAaAaAaAaBb".getBytes(StandardCharsets.US_ASCII)));
        assertThat(named.ofText(constants, 1)).isNull();
    }

    @Test
    void refusesAReleaseThatIsNotKnown() throws Exception {
        byte[] bytes = withText((byte) 'a');
        bytes[7] = 71;
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ClassConstants().open(bytes))
                .withMessageContaining("release");
    }

    /** Where one byte is another or the end is missing, it reads or refuses, and does not run on. */
    @Test
    void survivesWhateverBytesCome() throws Exception {
        byte[] sound;
        try (InputStream in = Objects.requireNonNull(
                JsonFactory.class.getResourceAsStream(JsonFactory.class.getSimpleName() + ".class"))) {
            sound = in.readAllBytes();
        }
        Random random = new Random(7);
        NamedClasses none = new NamedClasses(Map.of(), ReachTable.get());
        ClassConstants constants = new ClassConstants();
        int refused = 0;
        for (int run = 0; run < 5000; run++) {
            byte[] bytes = Arrays.copyOf(sound, run % 5 == 0 ? random.nextInt(sound.length) : sound.length);
            for (int k = 0; k < 1 + run % 4 && bytes.length > 0; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                constants.open(bytes);
                for (int parent : constants.parents()) {
                    constants.text(constants.className(parent));
                }
                constants.hasNative();
                ourConstants(constants, none, Set.of());
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 4999);
    }

    /** A class with interfaces, fields and methods; the last of these with what its access says. */
    private static byte[] withMembers(int fieldAccess, int lastAccess) {
        ClassWriter writer = new ClassWriter(0);
        String[] interfaces = {"java/lang/Runnable", "java/io/Closeable"};
        writer.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "p/Main", null, "java/lang/Object", interfaces);
        writer.visitField(fieldAccess | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "a", "J", null, 1L)
                .visitEnd();
        writer.visitField(fieldAccess, "b", "I", "TT;", null).visitEnd();
        writer.visitMethod(Opcodes.ACC_ABSTRACT, "run", "()V", "()V", new String[] {"java/io/IOException"})
                .visitEnd();
        writer.visitMethod(lastAccess, "close", "()V", null, null).visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Test
    void seesANativeMethodBehindOtherMembers() {
        ClassConstants constants = new ClassConstants();
        constants.open(withMembers(0, Opcodes.ACC_NATIVE));
        assertThat(constants.hasNative()).isTrue();
        constants.open(withMembers(0, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT));
        assertThat(constants.hasNative()).isFalse();
        // Of a field the bit means nothing.
        constants.open(withMembers(Opcodes.ACC_NATIVE, Opcodes.ACC_ABSTRACT));
        assertThat(constants.hasNative()).isFalse();
    }

    @Test
    void readsTheNewestKnownRelease() throws Exception {
        byte[] bytes = withText((byte) 'a');
        bytes[7] = 70;
        ClassConstants constants = new ClassConstants();
        constants.open(bytes);
        assertThat(constants.text(1)).isEqualTo("a");
        bytes[0] = 0;
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> constants.open(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "p/Hidden, p/Hidden",
        "[Lp/Hidden;, p/Hidden",
        "[[[Lp/Hidden;, p/Hidden",
        "[Lp/\u00dcber;, p/\u00dcber",
        "p/\u00dcber, p/\u00dcber",
        "[[J, J",
        "Lp/Odd;, Lp/Odd;",
        "Lp/\u00dcber;, Lp/\u00dcber;",
        "[L, L",
        "[, ''"
    })
    void findsWhatAConstantNames(String name, String expected) {
        ClassWriter writer = new ClassWriter(0);
        int constant = writer.newClass(name);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/Main", null, "java/lang/Object", null);
        List<byte[]> file = List.of(new byte[0]);
        NamedClasses named = new NamedClasses(Map.of("p/Hidden", file, "p/\u00dcber", file), ReachTable.get());
        ClassConstants constants = new ClassConstants();
        constants.open(writer.toByteArray());
        Named one = named.ofConstant(constants, constant);
        assertThat(one.name()).isEqualTo(expected);
        assertThat(one.isOwn()).isEqualTo(expected.equals("p/Hidden") || expected.equals("p/\u00dcber"));
        assertThat(named.ofConstant(constants, constant)).isSameAs(one);
    }

    /** Where all names are ASCII the length and the last character decide which texts are looked at. */
    @Test
    void findsANameOfAnyLength() throws Exception {
        List<byte[]> file = List.of(new byte[0]);
        Map<String, List<byte[]>> own = new HashMap<>();
        for (int length : new int[] {1, 2, 3, 511, 512, 513, 1025}) {
            own.put("z".repeat(length), file);
        }
        NamedClasses named = new NamedClasses(own, ReachTable.get());
        ClassConstants constants = new ClassConstants();
        for (String name : own.keySet()) {
            for (String text : List.of(name, "L" + name + ";")) {
                constants.open(withText(text.getBytes(StandardCharsets.US_ASCII)));
                Named found = named.ofText(constants, 1);
                assertThat(found == null ? null : found.name()).isEqualTo(name);
            }
        }
        constants.open(withText((byte) 'z', (byte) 'z', (byte) 'z', (byte) 'z'));
        assertThat(named.ofText(constants, 1)).isNull();
    }
}
