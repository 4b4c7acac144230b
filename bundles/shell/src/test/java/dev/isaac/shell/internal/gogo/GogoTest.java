package dev.isaac.shell.internal.gogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.ScopedFunctions.Streams;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.FakeGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.gogo.runtime.activator.Activator;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Gogo in a real framework, with the real gogo.command bundle in it. */
class GogoTest {

    @TempDir
    Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Framework framework;
    private BundleContext context;
    private IsaacHome home;
    private GogoFunctions functions;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.apache.felix.service.command;version=1.0.0"));
        framework.start();
        context = framework.getBundleContext();
        Path jar = Path.of(System.getProperty("gogo.command.jar"));
        Bundle commands = context.installBundle(jar.toUri().toString());
        commands.start();
        home = new TestHome(folder);
        functions = new GogoFunctions(context, home);
        gateway.command("greet", (words, surface) -> CommandResult.text("hello " + String.join("+", words)));
        gateway.command("marketplace search", (words, surface) -> CommandResult.text("found " + words));
        gateway.command("fail", (words, surface) -> {
            throw Fault.of(FaultKind.CONFLICT, "test.conflict", "It is taken.").exception();
        });
    }

    @AfterEach
    void stopFramework() throws Exception {
        functions.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private int call(String scope, String function, String... arguments) throws CommandException {
        return functions.execute(
                scope,
                function,
                List.of(arguments),
                new Streams(
                        new ByteArrayInputStream("input".getBytes(StandardCharsets.UTF_8)),
                        out,
                        err,
                        folder.toAbsolutePath()));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private GogoBridge bridge() {
        functions.warmUp();
        CommandProcessor processor = context.getService(context.getServiceReference(CommandProcessor.class));
        return new GogoBridge(context, gateway, home, processor);
    }

    private void policy(String json) throws IOException {
        Files.writeString(folder.resolve("policy.json"), json);
    }

    @Test
    void callsAFunctionOfGogoWithItsArguments() throws Exception {
        assertThat(functions.has("felix", "lb")).isTrue();
        assertThat(call("felix", "lb")).isZero();
        assertThat(out()).contains("Apache Felix Gogo Command");
    }

    @Test
    void understandsTheIdAndTheNameOfABundle() throws Exception {
        call("felix", "headers", "1");
        call("felix", "headers", "org.apache.felix.gogo.command");
        assertThat(out().split("Bundle-Name = Apache Felix Gogo Command", -1)).hasSize(3);
    }

    @Test
    void doesNotKnowWhatIsNotThere() {
        assertThat(functions.has("felix", "nonsense")).isFalse();
        assertThat(functions.has("http", "//example.org")).isFalse();
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> call("felix", "nonsense"))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("gogo.unknown-function"));
    }

    @Test
    void passesWordsAsTheyAreAndExpandsNothingInThem() throws Exception {
        try (AutoCloseable open = bridge()::close) {
            call("isaac", "greet", "$x", "a b", "(felix:lb)", "; felix:lb", "");
            assertThat(out()).isEqualTo("hello $x+a b+(felix:lb)+; felix:lb+\n");
        }
    }

    @Test
    void evaluatesGogoTextAndKeepsItsPlainVariables() throws Exception {
        call("osgi", "eval", "x = abc");
        call("osgi", "eval", "y = { felix:headers 0 }");
        out.reset();
        call("osgi", "eval", "$x length");
        assertThat(out().strip()).isEqualTo("3");
        assertThatExceptionOfType(CommandException.class).isThrownBy(() -> call("osgi", "eval", "y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "felix:install file:/nowhere.jar",
                "install file:/nowhere.jar",
                "felix:stop 1",
                "stop 1",
                "felix:uninstall 1",
                "felix:update 1",
                "felix:refresh",
                "felix:resolve 1",
                "felix:start 1",
                "felix:frameworklevel 1",
                "felix:bundlelevel 1 1",
                "x = $(felix:stop 1)",
                "x = { felix:stop 1 } ; x",
            })
    void refusesLifecycleFunctionsHoweverTheyAreReached(String text) throws Exception {
        Bundle commands = context.getBundle(1);
        try (AutoCloseable open = bridge()::close) {
            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> call("osgi", "eval", text))
                    .satisfies(e -> assertThat(e.fault().code()).isEqualTo("policy.gogo-lifecycle"));
        }
        assertThat(commands.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(context.getBundles()).hasSize(2);
    }

    @Test
    void saysBeforehandWhichFunctionsItRefuses() throws Exception {
        assertThat(functions.refusal("felix", "install")).hasValueSatisfying(fault -> assertThat(fault.message())
                .startsWith("The Gogo command felix:install is off"));
        assertThat(functions.refusal("Felix", "STOP")).isPresent();
        assertThat(functions.refusal("felix", "lb")).isEmpty();
        assertThat(functions.refusal("gogo", "start")).isEmpty();
        policy("{\"gogo\":{\"lifecycle\":true}}");
        assertThat(functions.refusal("felix", "install")).isEmpty();
    }

    /** What is said beforehand is about the functions that gogo.command really brings. */
    @Test
    void knowsEveryFunctionThatChangesBundles() {
        assertThat(LifecycleFunction.NAMES).allMatch(name -> functions.has("felix", name));
        assertThat(functions.has("FELIX", "Stop")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"\" getClass) forName java.lang.Runtime",
                "\"\" . getClass . getName",
                "(\"\" class) name",
                "$.context getBundle 1",
            })
    void closesTheWayThroughMethodsOfObjects(String text) throws Exception {
        try (AutoCloseable open = bridge()::close) {
            assertThatExceptionOfType(CommandException.class).isThrownBy(() -> call("osgi", "eval", text));
            assertThat(out()).isEmpty();
        }
    }

    @Test
    void leavesThePlainValuesTheirMethods() throws Exception {
        call("osgi", "eval", "(\"abc\" substring 1) toUpperCase");
        assertThat(out().strip()).isEqualTo("BC");
    }

    @Test
    void hasNoFunctionThatTurnsObjectsIntoCommands() {
        assertThat(functions.has("osgi", "addCommand")).isFalse();
        assertThat(functions.has("osgi", "removeCommand")).isFalse();
        assertThat(functions.has("osgi", "eval")).isTrue();
    }

    @Test
    void refusesRedirectionsInsideGogoText() throws Exception {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> call("osgi", "eval", "felix:lb > taken"))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("policy.gogo-redirection"));
        assertThat(folder.resolve("taken")).doesNotExist();
    }

    @Test
    void allowsLifecycleFunctionsWherePolicyDoes() throws Exception {
        policy("{\"marketplace\":{\"x\":[1]},\"gogo\":{\"lifecycle\":true}}");
        try (AutoCloseable open = bridge()::close) {
            call("felix", "stop", "1");
        }
        assertThat(context.getBundle(1).getState()).isEqualTo(Bundle.RESOLVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"gogo\":{\"lifecycle\":\"true\"}}", "{\"gogo\":", "[]", "{} {}", "{\"gogo\":{}}"})
    void refusesWherePolicyCannotBeReadOrSaysNothing(String json) throws Exception {
        policy(json);
        assertThat(new GogoPolicy(folder.resolve("dist"), folder).allowsLifecycle())
                .isFalse();
    }

    @Test
    void letsTheDistributionDecideBeforeTheHome() throws Exception {
        policy("{\"gogo\":{\"lifecycle\":true}}");
        Path etc = Files.createDirectories(folder.resolve("dist").resolve("etc"));
        Files.writeString(etc.resolve("policy.json"), "{\"gogo\":{\"lifecycle\":false}}");
        assertThat(new GogoPolicy(folder.resolve("dist"), folder).allowsLifecycle())
                .isFalse();
    }

    @Test
    void offersEveryCommandInScopeIsaacAndTakesItBackWhenItGoes() throws Exception {
        try (AutoCloseable open = bridge()::close) {
            assertThat(call("isaac", "marketplace", "search", "git")).isZero();
            assertThat(out()).isEqualTo("found [git]\n");
            gateway.command("late one", (words, surface) -> CommandResult.text("late"));
            assertThat(functions.has("isaac", "late")).isTrue();
            gateway.remove("late one");
            assertThat(functions.has("isaac", "late")).isFalse();
        }
        assertThat(functions.has("isaac", "marketplace")).isFalse();
    }

    @Test
    void givesTheFaultOfACommandBackToWhoeverCalled() throws Exception {
        try (AutoCloseable open = bridge()::close) {
            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> call("isaac", "fail"))
                    .satisfies(e -> assertThat(e.fault().code()).isEqualTo("test.conflict"));
        }
    }

    @Test
    void servesAPlainGogoShellToo() throws Exception {
        Activator plain = new Activator();
        plain.start(context);
        try (AutoCloseable open = bridge()::close) {
            CommandProcessor processor = context.getService(context.getServiceReference(CommandProcessor.class));
            assertThat(processor).isNotInstanceOf(GuardedProcessor.class);
            try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err)) {
                session.execute("isaac:marketplace search git");
                session.execute("greet (greet you)");
                assertThat(out()).startsWith("found [git]\n").contains("hello hello you");
                assertThatExceptionOfType(GogoRefusal.class).isThrownBy(() -> session.execute("felix:stop 1"));
                assertThatExceptionOfType(GogoRefusal.class)
                        .isThrownBy(() -> session.execute("isaac:fail"))
                        .withMessage("test.conflict: It is taken.");
            }
        } finally {
            plain.stop(context);
        }
    }

    @Test
    void answersNobodyToAQuestion() throws Exception {
        gateway.command("ask", (words, surface) -> {
            Confirmation confirmation = Confirmation.ordinary("Really?", List.of(), "ab");
            Surface.Answer answer =
                    surface.ask(new Surface.Question(confirmation, Surface.Source.GATE, Optional.empty()));
            return CommandResult.text(answer + (surface.askSecret("x") == null ? " no secret" : " a secret"));
        });
        try (AutoCloseable open = bridge()::close) {
            call("isaac", "ask");
            assertThat(out()).isEqualTo("NOBODY no secret\n");
        }
    }

    @Test
    void saysThatItHasStopped() {
        functions.warmUp();
        functions.stop();
        assertThat(functions.has("felix", "lb")).isFalse();
    }

    private record TestHome(Path root) implements IsaacHome {
        @Override
        public Path folder(String name) {
            return root.resolve(name);
        }

        @Override
        public Path process() {
            return root;
        }

        @Override
        public Path distribution() {
            return root.resolve("dist");
        }
    }
}
