package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.spi.IsaacHome;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Commands of a bundle that does not stop are registered still, and are there no more. */
class ForgottenCommandsTest {

    private static final long HANGING = 7;

    @TempDir
    private Path folder;

    @SuppressWarnings("unchecked")
    private static ServiceReference<Command> registered(String name, long id, long bundle) {
        Map<String, Object> properties = Map.of(
                Command.NAME,
                name,
                Constants.SERVICE_ID,
                id,
                Constants.SERVICE_BUNDLEID,
                bundle,
                "isaac.command.category",
                "Test",
                "isaac.command.summary",
                name);
        return (ServiceReference<Command>) Proxy.newProxyInstance(
                ForgottenCommandsTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getProperty" -> properties.get((String) arguments[0]);
                        case "hashCode" -> Long.hashCode(id);
                        case "equals" -> proxy == arguments[0];
                        default -> throw new IllegalStateException("nobody should ask for " + method);
                    };
                });
    }

    private static BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                ForgottenCommandsTest.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("ungetService")) {
                        return true;
                    }
                    if (method.getName().equals("registerService")) {
                        return registration();
                    }
                    throw new IllegalStateException("nobody should ask for " + method);
                });
    }

    /** Of the table of aliases, which is no matter here. */
    private static Object registration() {
        return Proxy.newProxyInstance(
                ForgottenCommandsTest.class.getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("unregister")) {
                        return null;
                    }
                    throw new IllegalStateException("nobody should ask for " + method);
                });
    }

    private record Home(Path root) implements IsaacHome {
        @Override
        public Path distribution() {
            return root;
        }

        @Override
        public Path folder(String name) {
            return root.resolve(name);
        }

        @Override
        public Path process() {
            return root;
        }
    }

    @Test
    void theyGoAndStayAwayWhateverTheBundleDoes() {
        GatewayService gateway = new GatewayService(context(), new Home(folder));
        ServiceReference<Command> hanging = registered("alpha hello", 1, HANGING);
        gateway.addCommand(hanging);
        gateway.addCommand(registered("beta hello", 2, 8));

        gateway.forget(HANGING);

        assertThat(gateway.commandNames()).containsExactly("beta hello");
        gateway.updatedCommand(hanging);
        gateway.addCommand(registered("alpha late", 3, HANGING));
        assertThat(gateway.commandNames()).containsExactly("beta hello");
        gateway.removeCommand(hanging); // at last
        gateway.addCommand(registered("alpha hello", 4, 9));
        assertThat(gateway.commandNames()).containsExactly("alpha hello", "beta hello");
        gateway.close();
    }
}
