package dev.isaac.testing.architecture.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.isaac.testing.architecture.Reactor;
import dev.isaac.testing.architecture.Reactor.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the rules of the house against every jar that was built. */
final class ArchitectureTest {

    /** Runs once in the build, against a server of its own on loopback, to record the classes of the trust client. */
    private static final String REHEARSAL = "dev.isaac.signing.internal.Rehearsal";

    /** The edges of a process: what a user or the start script starts. */
    private static final Set<String> MAINS = Set.of(
            "dev.isaac.launcher.Main",
            // Runs once, in a process of its own, to make the archive of loaded classes.
            "dev.isaac.launcher.internal.process.Training",
            "dev.isaac.signing.Main",
            "dev.isaac.signing.TufClientMain",
            REHEARSAL);

    private static final Set<String> THREADS = Set.of(
            // Serves the entry point, and ends the process when the framework does not.
            "dev.isaac.launcher.Main",
            "dev.isaac.launcher.internal.process.ShutdownWatchdog",
            // Initialises on a second processor what the start comes to a little later; a daemon that ends by itself.
            "dev.isaac.launcher.internal.process.WarmUp",
            // What runs beside a line: jobs, the stages of a pipe, and what feeds a native program.
            "dev.isaac.core.internal.run.Jobs",
            "dev.isaac.core.internal.run.MixedPipeline",
            "dev.isaac.core.internal.run.StreamPump",
            "dev.isaac.core.internal.run.NativeShell",
            // The one thread of all life-cycle operations.
            "dev.isaac.marketplace.internal.engine.LifecycleThread",
            // Sees a change to its end.
            "dev.isaac.marketplace.internal.install.ChangeThread",
            // Follows other processes, and asks registries, while a prompt is open.
            "dev.isaac.marketplace.internal.watch.WatchThread",
            // Ends answers of web servers that do not end by themselves.
            "dev.isaac.marketplace.internal.transport.Deadlines",
            "dev.isaac.marketplace.internal.transport.FetchThread",
            // What can wait until the prompt is there.
            "dev.isaac.shell.internal.PromptBackground");

    private static final Set<String> PROCESSES = Set.of(
            // Native lines, after the tier gate.
            "dev.isaac.core.internal.run.NativeShell",
            // The operator's own command that signs with a key it holds.
            "dev.isaac.signing.internal.ExternalSigner",
            // Asks the terminal for its width.
            "dev.isaac.shell.internal.surface.TerminalSize");

    private static final Reactor REACTOR = Reactor.read();
    private static final Rules RULES = new Rules("dev.isaac");

    private static JavaClasses everything;
    private static JavaClasses bundles;
    private static Set<String> exported;

    @BeforeAll
    static void readTheJars() {
        everything = importJars(REACTOR.products());
        bundles =
                importJars(REACTOR.products().stream().filter(Module::isBundle).toList());
        exported = REACTOR.products().stream()
                .filter(Module::isBundle)
                .flatMap(m -> m.exports().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyJarWasReadWhole() {
        for (Module module : REACTOR.products()) {
            List<String> files = module.classFiles().stream()
                    .filter(name -> !name.endsWith("module-info.class"))
                    .filter(name -> name.startsWith("dev/isaac/"))
                    .toList();
            assertThat(files).as("classes in %s", module.jar()).isNotEmpty();
            for (String file : files) {
                String name =
                        file.substring(0, file.length() - ".class".length()).replace('/', '.');
                assertThat(everything.contain(name))
                        .as("%s of %s was read", name, module.folder())
                        .isTrue();
            }
        }
        long expected = REACTOR.products().stream()
                .flatMap(m -> m.classFiles().stream())
                .filter(name -> name.startsWith("dev/isaac/"))
                .distinct()
                .count();
        assertThat(everything.stream()
                        .filter(c -> c.getPackageName().startsWith("dev.isaac"))
                        .count())
                .isEqualTo(expected)
                .isGreaterThan(50);
    }

    @Test
    void everyBundleOfTheHouseWasSeen() {
        assertThat(REACTOR.products().stream().filter(Module::isBundle).map(Module::artifact))
                .contains("dev.isaac.command", "dev.isaac.core");
        for (Module module : REACTOR.products()) {
            if (module.isBundle()) {
                assertThat(module.attribute("Bundle-SymbolicName")).hasValue(module.artifact());
                assertThat(module.folder())
                        .isEqualTo("bundles/" + module.artifact().replace("dev.isaac.", ""));
            }
        }
    }

    @Test
    void everyClassStandsOnAFloor() {
        check(RULES.everyClassStandsOnAFloor());
    }

    @Test
    void arrowsPointDown() {
        check(RULES.arrowsPointDown());
    }

    @Test
    void othersAreSeenThroughTheirExports() {
        // The launcher and the tools are plain jars on a flat class path, yet they see no internals either.
        Set<String> all = new TreeSet<>(exported);
        REACTOR.products().stream().filter(m -> !m.isBundle()).forEach(m -> all.addAll(m.exports()));
        check(RULES.othersAreSeenThroughTheirExports(all));
    }

    @Test
    void apiImportsOnlyApi() {
        // dev.isaac.trust is a library: its exported classes work, on top of two libraries that never show.
        check(RULES.apiImportsOnlyApi(
                exported.stream().filter(p -> !p.startsWith("dev.isaac.trust")).collect(Collectors.toSet()), Set.of()));
        Set<String> trust =
                exported.stream().filter(p -> p.startsWith("dev.isaac.trust")).collect(Collectors.toSet());
        if (!trust.isEmpty()) {
            check(RULES.apiImportsOnlyApi(trust, Set.of("org.bouncycastle", "com.fasterxml.jackson.core")));
        }
    }

    @Test
    void signaturesSayOnlyApi() {
        check(RULES.signaturesSayOnlyApi(exported));
    }

    @Test
    void packagesFormNoCycles() {
        check(RULES.packagesFormNoCycles());
    }

    @Test
    void internalsFormNoCycles() {
        check(RULES.internalsFormNoCycles());
    }

    @Test
    void onlyTheShellImportsGogoAndJLine() {
        check(RULES.onlyTheseImport(
                Set.of("shell"), "org.apache.felix.gogo..", "org.apache.felix.service.command..", "org.jline.."));
    }

    @Test
    void onlyServersImportHttpServers() {
        check(RULES.onlyTheseImport(
                Set.of("http", "web", "registry"),
                Set.of(REHEARSAL),
                "jakarta.servlet..",
                "javax.servlet..",
                "org.eclipse.jetty..",
                "com.sun.net.httpserver..",
                "org.osgi.service.servlet.."));
    }

    @Test
    void onlyTrustAndSigningSeeTheCryptoLibrary() {
        check(RULES.onlyTheseImport(Set.of("trust", "signing"), "org.bouncycastle.."));
    }

    @Test
    void trustIsAPureLibrary() {
        JavaClasses trust = importJars(REACTOR.products().stream()
                .filter(m -> m.folder().equals("bundles/trust"))
                .toList());
        RULES.onlyTheseImport(Set.of(), "org.osgi.framework..", "org.osgi.service..", "java.net.http..")
                .allowEmptyShould(true)
                .check(trust);
    }

    @Test
    void nobodyPrints() {
        check(RULES.nobodyPrints(MAINS));
    }

    @Test
    void nobodyStartsThreads() {
        check(RULES.nobodyStartsThreads(THREADS));
    }

    @Test
    void nobodyStartsProcesses() {
        check(RULES.nobodyStartsProcesses(PROCESSES));
    }

    @Test
    void nobodyEndsTheProcess() {
        check(RULES.nobodyEndsTheProcess(MAINS));
    }

    @Test
    void nobodyAsksTheWallClock() {
        RULES.nobodyAsksTheWallClock(Set.of()).check(bundles);
    }

    @Test
    void nobodySleeps() {
        check(RULES.nobodySleeps(Set.of()));
    }

    @Test
    void implementationIsInternal() {
        RULES.implementationIsInternal(exported).check(bundles);
    }

    @Test
    void componentsAreInternal() {
        RULES.componentsAreInternal(exported).allowEmptyShould(true).check(bundles);
    }

    @Test
    void interfacesSayWhoImplementsThem() {
        Set<String> sealed = new TreeSet<>();
        for (Module module : REACTOR.products()) {
            for (String file : module.classFiles()) {
                if (SealedTypes.isSealed(module.bytes(file))) {
                    sealed.add(
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
        assertThat(sealed).as("the sealed types of the API").contains("dev.isaac.command.CommandResult");
        RULES.interfacesSayWhoImplementsThem(exported, c -> sealed.contains(c.getName()))
                .check(bundles);
    }

    private static void check(ArchRule rule) {
        rule.check(everything);
    }

    private static JavaClasses importJars(List<Module> modules) {
        // What a plugin embeds of others is not ours to judge.
        ClassFileImporter importer = new ClassFileImporter().withImportOption(l -> l.contains("/dev/isaac/"));
        List<JarFile> jars = new ArrayList<>();
        try {
            for (Module module : modules) {
                jars.add(new JarFile(module.jar().toFile()));
            }
            return importer.importJars(jars);
        } catch (IOException e) {
            throw new UncheckedIOException("are all modules built?", e);
        } finally {
            for (JarFile jar : jars) {
                close(jar);
            }
        }
    }

    private static void close(JarFile jar) {
        try {
            jar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
