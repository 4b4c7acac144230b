package dev.isaac.trust.permission.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.PermissionKind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table names what exists: a misspelt name would let code through. */
class ReachTableTest {

    /** Read anew: what is wrong with the reading must show here. */
    private final ReachTable table = ReachTable.load();

    @Test
    void namesOnlyMembersThatThePlatformHas() throws Exception {
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (Map.Entry<String, Set<String>> owner : table.names().entrySet()) {
            String name = owner.getKey().replace('/', '.');
            if (!name.startsWith("java")) {
                continue;
            }
            Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            for (String member : owner.getValue()) {
                seen++;
                if (!has(type, member)) {
                    missing.add(name + "." + member);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(150);
        assertThat(table.names()).containsKeys("java/net/Socket", "java/io/File");
    }

    private static boolean has(Class<?> type, String member) {
        if (member.equals("<init>") || member.isEmpty()) {
            return true;
        }
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            if (Arrays.stream(one.getDeclaredMethods()).map(Method::getName).anyMatch(member::equals)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void tellsAMemberByTheBeginningOfItsDescriptor() {
        assertThat(words(table.member("java/util/Scanner", "<init>", "(Ljava/io/File;)V")))
                .containsExactly("read");
        assertThat(words(table.member("java/util/Scanner", "<init>", "(Ljava/lang/String;)V")))
                .isEmpty();
        assertThat(words(table.member("java/lang/System", "nanoTime", "()J"))).isEmpty();
        assertThat(words(table.member("java/lang/String", "length", "()I"))).isEmpty();
        assertThat(table.hasMembers("java/util/Scanner")).isTrue();
        assertThat(table.hasMembers("java/net/Socket")).isFalse();
    }

    @Test
    void tellsAClassByItsPackages() {
        assertThat(words(table.mention("java/net/http/HttpClient"))).containsExactly("network");
        assertThat(words(table.mention("java/net/http/deeper/One"))).isEmpty();
        assertThat(words(table.mention("javax/naming/directory/DirContext"))).containsExactly("network");
        assertThat(words(table.mention("javax/naming/Context"))).containsExactly("network");
        assertThat(words(table.mention("javax/namingelse/Context"))).isEmpty();
        assertThat(words(table.mention("com/sun/tools/attach/VirtualMachine")))
                .containsExactlyInAnyOrder("native", "!jvm-control", "read", "write");
        assertThat(words(table.mention("Plain"))).isEmpty();
        // Of these only some members count.
        assertThat(words(table.mention("java/util/Scanner"))).isEmpty();
    }

    @Test
    void tellsKindsFromFlags() {
        assertThat(table.mention("java/net/http/HttpClient")).allSatisfy(rule -> {
            assertThat(rule.isFlag()).isFalse();
            assertThat(rule.kind()).isEqualTo(PermissionKind.NETWORK);
        });
        assertThat(table.mention("java/io/ObjectInputStream")).singleElement().satisfies(rule -> {
            assertThat(rule.isFlag()).isTrue();
            assertThat(rule.flag()).isEqualTo(CodeFlag.SERIALIZATION);
        });
    }

    @Test
    void readsLines() {
        ReachTable small = new ReachTable(List.of(
                "# a comment",
                "",
                "   ",
                "read,!reflection  a/B",
                "  write a/B  one(I) two",
                "network a/*",
                "run a/**",
                "native a/b/*",
                "environment A one(I)V one(J)V"));

        assertThat(words(small.mention("a/B"))).containsExactly("read", "!reflection", "network", "run");
        assertThat(words(small.mention("a/C"))).containsExactly("network", "run");
        assertThat(words(small.mention("a/b/C"))).containsExactly("native", "run");
        assertThat(words(small.mention("a/b/c/D"))).containsExactly("run");
        assertThat(words(small.mention("ab/C"))).isEmpty();
        assertThat(words(small.mention("A"))).isEmpty();
        assertThat(words(small.member("a/B", "one", "(I)V"))).containsExactly("write");
        assertThat(words(small.member("a/B", "one", "(J)V"))).isEmpty();
        assertThat(words(small.member("a/B", "two", "(J)V"))).containsExactly("write");
        assertThat(words(small.member("A", "one", "(J)V"))).containsExactly("environment");
        assertThat(words(small.member("A", "one", "(J)I"))).isEmpty();
        assertThat(small.names()).containsOnly(Map.entry("a/B", Set.of("one", "two")), Map.entry("A", Set.of("one")));
        assertThat(new ReachTable(List.of("read a/B")).names()).containsOnly(Map.entry("a/B", Set.of("")));
        assertThat(words(new ReachTable(List.of("read Main")).mention("Main"))).containsExactly("read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"raed a/B", "!raed a/B", "read,raed a/B", "read, a/B", " a/B", "read"})
    void refusesWordsThatMeanNothing(String line) {
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> new ReachTable(List.of(line)));
    }

    @Test
    void knowsTheNamesOfAllMembers() throws Exception {
        ReachTable small = new ReachTable(List.of("read a/B one(I) two", "write C three"));
        ClassConstants constants = new ClassConstants();
        List<String> known = new ArrayList<>();
        for (String name : List.of("one", "one(I)", "two", "three", "four", "")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(0xcafebabe_0000003dL);
            out.writeShort(2);
            out.writeByte(1);
            out.writeUTF(name);
            constants.open(bytes.toByteArray());
            String found = small.memberName(constants, 1);
            if (found != null) {
                known.add(found);
            }
        }
        assertThat(known).containsExactly("one", "two", "three");
    }

    private static List<String> words(List<ReachTable.Rule> rules) {
        return rules.stream().map(ReachTable.Rule::word).toList();
    }
}
