package dev.isaac.launcher.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    /** Notes for which classes it is asked. */
    private static final class Noting extends ClassLoader {
        private final List<String> missing = new ArrayList<>();

        Noting(ClassLoader parent) {
            super("noting", parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            missing.add(name);
            throw new ClassNotFoundException(name);
        }
    }

    /** A list of names goes stale in silence: what this framework and this JDK have must be named as they name it. */
    @Test
    void namesClassesThatThereAre() {
        Noting loader = new Noting(WarmUpTest.class.getClassLoader());

        WarmUp.warmUp(loader);

        assertThat(loader.missing).isEmpty();
    }

    @Test
    void goesOnWhereAnotherVersionHasOtherNames() {
        Noting loader = new Noting(ClassLoader.getPlatformClassLoader());

        WarmUp.warmUp(loader);

        assertThat(loader.missing).contains("org.apache.felix.framework.Felix", "org.osgi.framework.FrameworkUtil");
    }
}
