package dev.isaac.trust.permission.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
}
