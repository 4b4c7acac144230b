package dev.isaac.trust.permission.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.PermissionKind;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table names what exists: a misspelt name would let code through. */
class ReachTableTest {

    @Test
    void namesOnlyMembersThatThePlatformHas() throws Exception {
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (Map.Entry<String, Set<String>> owner : ReachTable.get().names().entrySet()) {
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
        assertThat(ReachTable.get().names()).containsKeys("java/net/Socket", "java/io/File");
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
        ReachTable table = ReachTable.get();
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
        ReachTable table = ReachTable.get();
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
        ReachTable table = ReachTable.get();
        assertThat(table.mention("java/net/http/HttpClient")).allSatisfy(rule -> {
            assertThat(rule.isFlag()).isFalse();
            assertThat(rule.kind()).isEqualTo(PermissionKind.NETWORK);
        });
        assertThat(table.mention("java/io/ObjectInputStream")).singleElement().satisfies(rule -> {
            assertThat(rule.isFlag()).isTrue();
            assertThat(rule.flag()).isEqualTo(CodeFlag.SERIALIZATION);
        });
    }

    private static List<String> words(List<ReachTable.Rule> rules) {
        return rules.stream().map(ReachTable.Rule::word).toList();
    }
}
