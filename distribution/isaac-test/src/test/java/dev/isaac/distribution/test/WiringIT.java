package dev.isaac.distribution.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.SessionOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** What the host bundles say of themselves brings them together in any framework. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class WiringIT {

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 10_000)
    CommandGateway gateway;

    @Test
    void everyBundleIsActive() {
        List<Bundle> bundles = Arrays.asList(context.getBundles());
        assertThat(bundles.stream().map(Bundle::getSymbolicName))
                .contains("dev.isaac.command", "dev.isaac.trust", "dev.isaac.core", "dev.isaac.shell");
        assertThat(bundles).allSatisfy(bundle -> assertThat(bundle.getState())
                .as(bundle.getSymbolicName())
                .isIn(Bundle.ACTIVE, Bundle.STARTING));
    }

    @Test
    void theApiComesFromTheBundleThatOwnsIt() {
        assertThat(ours().flatMap(bundle -> packageWires(bundle))).isNotEmpty().allSatisfy(wire -> assertThat(
                        wire.getProviderWiring().getBundle().getSymbolicName())
                .as("who exports %s", name(wire))
                .isEqualTo(owner(name(wire))));
    }

    @Test
    void importRangesAreHonest() {
        // A user of an API accepts every version up to the next major one; who implements what it provides does not.
        assertThat(ours().flatMap(bundle -> packageWires(bundle))).allSatisfy(wire -> {
            Version exported = (Version) wire.getCapability().getAttributes().get("version");
            String user = "(!(version>=" + (exported.getMajor() + 1) + ".0.0))";
            String implementer = "(!(version>=" + exported.getMajor() + "." + (exported.getMinor() + 1) + ".0))";
            assertThat(wire.getRequirement().getDirectives().get("filter"))
                    .as(wire.toString())
                    .contains("(version>=" + exported.getMajor() + "." + exported.getMinor() + ".0)")
                    .containsAnyOf(user, implementer);
        });
    }

    @Test
    void aCommandIsThereWhileItsServiceIs() {
        assertThat(gateway.commandNames()).doesNotContain("wiring greet");

        ServiceRegistration<Command> registration = context.registerService(Command.class, new Greet(), name());
        try (LineSession session = gateway.open(new SessionOptions(Path.of("/"), Map.of(), false))) {
            assertThat(gateway.commandNames()).contains("wiring greet");
            ListeningSurface surface = new ListeningSurface();

            Outcome outcome = session.execute(List.of("wiring", "greet"), surface);

            assertThat(surface.faults).isEmpty();
            assertThat(outcome.exitCode()).isZero();
            assertThat(surface.results).containsExactly(CommandResult.text("hello"));

            registration.unregister();
            Outcome gone = session.execute(List.of("wiring", "greet"), surface);
            assertThat(gone.exitCode()).isNotZero();
            assertThat(gateway.commandNames()).doesNotContain("wiring greet");
        }
    }

    @Test
    void aLineThatNamesNothingIsRefusedWithACode() {
        try (LineSession session = gateway.open(new SessionOptions(Path.of("/"), Map.of(), false))) {
            ListeningSurface surface = new ListeningSurface();

            Outcome outcome = session.execute("/no-such-command", surface);

            assertThat(outcome.exitCode()).isEqualTo(FaultKind.NOT_FOUND.exitCode());
            assertThat(surface.faults).singleElement().satisfies(fault -> assertThat(fault.code())
                    .contains("."));
        }
    }

    @Test
    void thisHarnessCanFail() {
        assertThat(System.getProperty("isaac.provoke")).isEqualTo("no");
    }

    private Stream<Bundle> ours() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("dev.isaac."))
                .filter(bundle -> !bundle.getSymbolicName().startsWith("dev.isaac.distribution"));
    }

    private static Stream<BundleWire> packageWires(Bundle bundle) {
        return bundle.adapt(BundleWiring.class).getRequiredWires("osgi.wiring.package").stream()
                .filter(wire -> name(wire).startsWith("dev.isaac."));
    }

    private static String name(BundleWire wire) {
        return (String) wire.getCapability().getAttributes().get("osgi.wiring.package");
    }

    private static String owner(String packageName) {
        return packageName.replaceAll("^(dev\\.isaac\\.[a-z]+).*", "$1");
    }

    private static Dictionary<String, Object> name() {
        return FrameworkUtil.asDictionary(Map.of(Command.NAME, "wiring greet"));
    }

    private static final class Greet implements Command {
        @Override
        public CommandManifest manifest() {
            return CommandManifest.command("wiring greet", "Greet").build();
        }

        @Override
        public CommandResult execute(Invocation invocation) {
            return CommandResult.text("hello");
        }
    }
}
