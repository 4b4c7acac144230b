package dev.isaac.marketplace.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home, a distribution with a registry, and a framework that is started when it is first used. */
public abstract class MarketplaceCase {

    @TempDir
    protected Path folder;

    protected Path home;
    protected Path distribution;
    protected TestRegistry registry;
    protected RecordingProgress progress = new RecordingProgress();
    /** How many milliseconds a plugin has to start; short where it shall not. */
    protected int startLimit = 30_000;
    /** How many milliseconds a web server has for the next byte. */
    protected int readLimit = 30_000;

    private @Nullable TestFramework framework;

    @BeforeEach
    void makeFolders() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        distribution = Files.createDirectories(folder.resolve("distribution"));
        registry = new TestRegistry(distribution.resolve("registry"));
        Files.createDirectories(distribution.resolve("etc"));
        Files.writeString(distribution.resolve("etc/registries.json"), """
                {"format":1,"registries":[{"name":"isaac","location":"registry","root":"registry/root.json"}]}
                """);
    }

    @AfterEach
    void stop() throws Exception {
        stopFramework();
    }

    /** Ends the process, so to say; the next use of the framework starts another. */
    protected void stopFramework() throws Exception {
        if (framework != null) {
            framework.close();
            framework = null;
        }
    }

    protected TestFramework framework() throws Exception {
        if (framework == null) {
            framework = TestFramework.start(home, distribution, startLimit, readLimit);
        }
        return framework;
    }

    protected TestFramework restart() throws Exception {
        if (framework != null) {
            framework.close();
        }
        framework = TestFramework.start(home, distribution, startLimit, readLimit);
        return framework;
    }

    protected Marketplace marketplace() throws Exception {
        return framework().marketplace();
    }

    protected List<InstalledPlugin> install(String... selectors) throws Exception {
        return apply(marketplace().plan(installing(selectors), progress));
    }

    protected static PlanRequest installing(String... selectors) throws CommandException {
        List<PluginSelector> wanted = new ArrayList<>();
        for (String selector : selectors) {
            wanted.add(PluginSelector.parse(selector));
        }
        return new PlanRequest.Install(wanted);
    }

    protected List<InstalledPlugin> update(String... ids) throws Exception {
        return apply(marketplace()
                .plan(new PlanRequest.Update(Stream.of(ids).map(PluginId::of).toList()), progress));
    }

    protected List<InstalledPlugin> uninstall(boolean purge, String... ids) throws Exception {
        return apply(marketplace()
                .plan(new PlanRequest.Uninstall(Stream.of(ids).map(PluginId::of).toList(), purge), progress));
    }

    /** Applies a plan and agrees to everything. */
    protected List<InstalledPlugin> apply(InstallPlan plan) throws Exception {
        return marketplace()
                .apply(
                        plan,
                        plan.confirmations().stream().map(Confirmation::digest).toList(),
                        progress,
                        RecordingProgress.NEVER);
    }

    protected static Fault fault(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(CommandException.class, call), "nothing was refused")
                .fault();
    }

    protected static String code(ThrowingCallable call) {
        return fault(call).code();
    }

    /** All files below a folder of the home, by relative name, sorted. */
    protected List<String> files(String name) throws Exception {
        Path start = home.resolve(name);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> start.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
