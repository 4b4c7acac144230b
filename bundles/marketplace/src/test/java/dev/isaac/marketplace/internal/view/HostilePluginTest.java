package dev.isaac.marketplace.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testplugin.CommandUser;
import dev.isaac.marketplace.testplugin.EchoCommand;
import dev.isaac.marketplace.testplugin.ForgedHome;
import dev.isaac.marketplace.testplugin.SpyActivator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** What a plugin can see and pretend that means harm, in a real framework. */
@Timeout(60)
class HostilePluginTest extends MarketplaceCase {

    private static final String FRAMEWORK = "org.osgi.framework,org.osgi.framework.startlevel,org.osgi.util.tracker,"
            + "dev.isaac.command.spi;version=\"[1.0,2)\"";

    private static TestPlugin spy(String... permissions) {
        return TestPlugin.of("acme-spy", "1.0.0")
                .activator(SpyActivator.class, ForgedHome.class)
                .importing(FRAMEWORK)
                .allowed("framework")
                .permitted(permissions);
    }

    /** A plugin with a component and nothing of the framework. */
    private static TestPlugin component(String id, Class<?> type, String provides, String more) {
        return TestPlugin.of(id, "1.0.0").component(type, provides, more).allowed();
    }

    private static TestPlugin commandUser(String id) {
        return component(
                        id,
                        CommandUser.class,
                        Supplier.class.getName(),
                        "<reference name=\"command\" interface=\"dev.isaac.command.Command\" cardinality=\"0..1\""
                                + " bind=\"bind\"/>")
                .importing("dev.isaac.command;version=\"[1.0,2)\"");
    }

    private String asked(String question) throws Exception {
        @SuppressWarnings("unchecked")
        Function<String, String> spy = framework().fromPlugin("acme-spy", Function.class);
        return spy.apply(question);
    }

    /** A context of the host that is not the framework's own: hooks apply to it. */
    private BundleContext host() throws Exception {
        return Arrays.stream(framework().context().getBundles())
                .filter(bundle -> "dev.isaac.core".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow()
                .getBundleContext();
    }

    private void installSpy(String... permissions) throws Exception {
        registry.publish(spy(permissions)).write();
        install("acme-spy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.jline.terminal",
                "org.apache.felix.service.command",
                "dev.isaac.core",
                "org.osgi.service.component.runtime",
                "org.osgi.framework",
                "org.osgi.util.tracker",
                "org.osgi.framework.hooks.service",
                "org.osgi.framework.launch"
            })
    void packageThatIsNoPartOfTheApiIsHidden(String name) throws Exception {
        registry.publish(commandUser("alpha").importing("dev.isaac.command," + name))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.hidden-package");
        assertThat(fault.message()).contains("the package " + name);
        assertThat(framework().plugins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "framework, org.osgi.framework.wiring",
        "framework, org.osgi.util.tracker",
        "service:dev.isaac.core.CommandGateway, dev.isaac.core",
        "service:org.jline.terminal.Terminal, org.jline.terminal",
        "service:org.osgi.service.component.runtime.ServiceComponentRuntime, org.osgi.service.component.runtime"
    })
    void packageThatWasDeclaredIsSeen(String permission, String name) throws Exception {
        registry.publish(commandUser("alpha").allowed(permission).importing("dev.isaac.command,org.xml.sax," + name))
                .write();

        install("alpha");

        assertThat(imported("alpha")).contains(name, "org.xml.sax");
    }

    @ParameterizedTest
    @CsvSource({
        "framework, org.osgi.framework.hooks.service",
        "service:org.osgi.framework.hooks.service.FindHook, org.osgi.framework.hooks.service",
        "service:org.osgi.framework.BundleContext, org.osgi.framework",
        "service:dev.isaac.core.CommandGateway, org.jline.terminal"
    })
    void declarationOpensNothingElse(String permission, String name) throws Exception {
        registry.publish(commandUser("alpha").allowed(permission).importing("dev.isaac.command," + name))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.hidden-package");
    }

    @Test
    void optionalImportOfAHiddenPackageStaysUnwired() throws Exception {
        registry.publish(commandUser("alpha")
                        .importing("dev.isaac.command,org.osgi.framework;resolution:=optional,"
                                + "org.jline.terminal;resolution:=optional"))
                .write();

        install("alpha");

        assertThat(imported("alpha")).containsExactly("dev.isaac.command");
    }

    @Test
    void codeThatUsesTheFrameworkWithoutSayingSoIsRefusedBeforeItIsThere() throws Exception {
        registry.publish(spy().allowed()).write();

        Fault fault = fault(() -> install("acme-spy"));

        assertThat(fault.code()).isEqualTo("permission.undeclared");
        assertThat(fault.message()).contains("uses the plugin framework itself");
    }

    @Test
    void dynamicImportReachesNoMore() throws Exception {
        registry.publish(spy().header("DynamicImport-Package", "org.osgi.framework.hooks.*,org.osgi.framework.wiring"))
                .write();
        install("acme-spy");

        assertThat(asked("load:org.osgi.framework.wiring.BundleWiring")).endsWith("BundleWiring");
        assertThat(asked("load:org.osgi.framework.hooks.service.FindHook"))
                .isEqualTo("refused: ClassNotFoundException");
        assertThat(asked("load:org.jline.terminal.Terminal")).isEqualTo("refused: ClassNotFoundException");
    }

    @Test
    void seesNoBundleButItsOwnAndThoseThatItNeeds() throws Exception {
        registry.publish(spy().needing("beta", "1.0"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello"))
                .write();
        install("acme-spy", "gamma");

        assertThat(asked("bundles")).isEqualTo("test.acme-spy\ntest.beta");
        assertThat(asked("own-bundle")).isEqualTo("test.acme-spy");
        for (Bundle bundle : framework().context().getBundles()) {
            boolean visible = List.of("test.acme-spy", "test.beta").contains(bundle.getSymbolicName());
            assertThat(asked("bundle-by-id:" + bundle.getBundleId()))
                    .isEqualTo(visible ? bundle.getSymbolicName() : "none");
        }
        assertThat(asked("start-level")).isEqualTo("refused: NullPointerException");
        assertThat(host().getBundles()).hasSameSizeAs(framework().context().getBundles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "services:(objectClass=*)", "services:(service.id>=0)", "services:(!(x=1))"})
    void seesNoServiceOfTheHostButThoseForAll(String question) throws Exception {
        registry.publish(spy())
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello"))
                .write();
        install("acme-spy", "gamma");

        assertThat(asked(question).lines())
                .contains(
                        "dev.isaac.command.spi.PluginData of org.apache.felix.framework",
                        Function.class.getName() + " of test.acme-spy")
                .allMatch(line -> line.endsWith(" of test.acme-spy")
                        || PluginSurface.SERVICES.stream().anyMatch(line::contains));
    }

    @Test
    void asksInVainForServicesByName() throws Exception {
        installSpy();
        for (Class<?> type : List.of(IsaacHome.class, Marketplace.class, HealthCheck.class)) {
            assertThat(asked("services-named:" + type.getName())).isEmpty();
            assertThat(asked("tracker:" + type.getName())).isEmpty();
            assertThat(asked("services:(objectClass=" + type.getName() + ")")).isEmpty();
            assertThat(host().getServiceReference(type)).as(type.getName()).isNotNull();
        }
    }

    @Test
    void usesTheServiceThatItDeclared() throws Exception {
        installSpy("service:" + Marketplace.class.getName());

        assertThat(asked("services-named:" + Marketplace.class.getName()))
                .startsWith(Marketplace.class.getName() + " of ");
        assertThat(asked("services-named:" + IsaacHome.class.getName())).isEmpty();
    }

    @Test
    void hearsOnlyOfWhatItSees() throws Exception {
        installSpy();
        registry.publish(TestPlugin.of("gamma", "1.0.0", "gamma hello")).write();
        List<String> heardByHost = Collections.synchronizedList(new ArrayList<>());
        host().addServiceListener(
                        event -> heardByHost.add(event.getServiceReference().toString()));
        asked("listen");

        install("gamma");
        ServiceRegistration<?> late = host().registerService(Runnable.class, () -> {}, null);
        late.unregister();

        assertThat(asked("events")).isEmpty();
        assertThat(heardByHost).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.osgi.framework.hooks.service.FindHook",
                "org.osgi.framework.hooks.bundle.EventHook",
                "org.osgi.framework.hooks.resolver.ResolverHookFactory",
                "org.osgi.framework.hooks.weaving.WeavingHook"
            })
    void becomesNoHook(String type) throws Exception {
        installSpy();

        assertThat(asked("hook:" + type)).isEqualTo("refused: IllegalArgumentException");
    }

    @Test
    void bringsNoBundleOfItsOwnToLife() throws Exception {
        installSpy();
        String jar = Base64.getEncoder()
                .encodeToString(TestPlugin.of("alpha", "1.0.0", "alpha hello").jar());

        assertThat(asked("install:" + jar)).startsWith("refused: BundleException");
        assertThat(framework().commands()).isEmpty();
    }

    @Test
    void extendsNotTheFramework() throws Exception {
        installSpy();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write("""
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: test.extension
                    Bundle-Version: 1.0.0
                    Fragment-Host: system.bundle;extension:=framework
                    Export-Package: org.example.extension
                    ExtensionBundle-Activator: dev.isaac.marketplace.testplugin.TestActivator
                    """.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }

        assertThat(asked("install:" + Base64.getEncoder().encodeToString(bytes.toByteArray())))
                .startsWith("refused: BundleException");
        assertThat(framework().context().getBundle("file:stranger")).isNull();
    }

    @Test
    void componentThatPretendsToBeTheHomeIsRefused() throws Exception {
        registry.publish(component(
                                "alpha",
                                ForgedHome.class,
                                IsaacHome.class.getName(),
                                "<property name=\"service.ranking\" type=\"Integer\" value=\"1000\"/>")
                        .importing("dev.isaac.command.spi"))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.forged-service");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message()).contains(IsaacHome.class.getName());
        assertThat(framework().plugins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dev.isaac.core,test.alpha",
        "dev.isaac.core.settings,test.alpha",
        "test.gamma,test.alpha",
        "dev.isaac.ai,test.alpha",
        "dev.isaac.core.settings,dev",
        "dev.isaac.ai,dev",
        "test.gamma,test",
        "test.gamma.secrets,test.gam"
    })
    void componentThatTakesTheConfigurationOfOthersIsRefused(String pid, String bundle) throws Exception {
        TestPlugin alpha = component("alpha", CommandUser.class, Supplier.class.getName(), "")
                .importing("dev.isaac.command")
                .configuredAs(pid);
        alpha.symbolicName = bundle;
        registry.publish(alpha).publish(commandUser("gamma")).write();
        install("gamma");

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.foreign-configuration");
        assertThat(fault.message()).contains(pid);
        assertThat(framework().plugins()).containsExactly("test.gamma 1.0.0");
    }

    @Test
    void serviceThatPretendsToBeTheHomeLaterIsSeenByNobody() throws Exception {
        installSpy();
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        host().addServiceListener(event -> heard.add(event.getServiceReference().toString()));

        assertThat(asked("forge")).isEqualTo("registered");

        assertThat(heard).isEmpty();
        ServiceReference<IsaacHome> reference = Objects.requireNonNull(host().getServiceReference(IsaacHome.class));
        assertThat(host().getService(reference).root()).isEqualTo(home);
        assertThat(host().getServiceReferences(IsaacHome.class, null)).hasSize(1);
    }

    @Test
    void callsNoCommandOfOthersPastTheGate() throws Exception {
        registry.publish(commandUser("alpha"))
                .publish(commandUser("beta").needing("gamma", "1.0"))
                .publish(commandUser("delta").allowed("service:" + Command.class.getName()))
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello"))
                .write();

        install("gamma", "alpha", "beta", "delta");

        assertThat(framework().fromPlugin("alpha", Supplier.class).get()).isEqualTo("nothing");
        assertThat(framework().fromPlugin("beta", Supplier.class).get()).isEqualTo("nothing");
        assertThat(framework().fromPlugin("delta", Supplier.class).get()).isEqualTo("gamma hello 1.0.0");
        assertThat(host().getServiceReferences(Command.class, null))
                .as("the host sees all commands")
                .hasSize(1);
    }

    @Test
    void usesServicesOfAPluginOnlyWhereItSaysThatItNeedsIt() throws Exception {
        String wants = "<reference name=\"other\" interface=\"java.util.function.Supplier\" cardinality=\"0..1\"/>";
        registry.publish(component("alpha", CommandUser.class, Runnable.class.getName(), wants))
                .publish(spy().needing("beta", "1.0"))
                .publish(commandUser("beta"))
                .publish(commandUser("gamma"))
                .write();
        install("beta", "gamma", "acme-spy");

        assertThat(asked("services-named:" + Supplier.class.getName()))
                .isEqualTo(Supplier.class.getName() + " of test.beta");
    }

    @Test
    void updateThatDeclaresMoreSeesMore() throws Exception {
        installSpy();
        String question = "services-named:" + Marketplace.class.getName();
        assertThat(asked(question)).isEmpty();
        TestPlugin next = TestPlugin.of("acme-spy", "1.1.0")
                .activator(SpyActivator.class, ForgedHome.class, EchoCommand.class)
                .importing(FRAMEWORK)
                .allowed("framework", "service:" + Marketplace.class.getName());
        registry.publish(next).write();

        update("acme-spy");

        assertThat(asked(question)).isNotEmpty();
        install("acme-spy@1.0.0");
        assertThat(asked(question)).as("and less again with the old version").isEmpty();
    }

    private List<String> imported(String id) throws Exception {
        Bundle bundle = framework().context().getBundle("isaac:plugin/" + id);
        List<String> packages = new ArrayList<>();
        for (BundleWire wire :
                Objects.requireNonNull(bundle.adapt(BundleWiring.class)).getRequiredWires("osgi.wiring.package")) {
            packages.add(String.valueOf(wire.getCapability().getAttributes().get("osgi.wiring.package")));
        }
        return packages;
    }
}
