package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginsChanged;
import dev.isaac.plugin.kit.FakeProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that has the marketplace's API in its class path uses it as a service. */
@Timeout(120)
final class EmbeddedMarketplaceTest {

    @TempDir
    private Path folder;

    private IsaacRuntime isaac;
    private Marketplace marketplace;

    @BeforeEach
    void start() throws Exception {
        isaac = IsaacRuntime.start(
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution"))));
        marketplace = isaac.service(Marketplace.class).orElseThrow();
    }

    @AfterEach
    void stop() throws Exception {
        isaac.close();
    }

    private InstallPlan plan(String plugin) throws CommandException {
        return marketplace.plan(new PlanRequest.Install(List.of(PluginSelector.parse(plugin))), new FakeProgress());
    }

    private void apply(InstallPlan plan, CancellationSource cancellation) throws CommandException {
        marketplace.apply(
                plan,
                plan.confirmations().stream().map(Confirmation::digest).toList(),
                new FakeProgress(),
                cancellation);
    }

    @Test
    void plansAppliesAndHears() throws Exception {
        List<Phase> phases = Collections.synchronizedList(new ArrayList<>());
        List<String> changed = Collections.synchronizedList(new ArrayList<>());
        isaac.context()
                .registerService(
                        MarketplaceListener.class,
                        new MarketplaceListener() {
                            @Override
                            public void progress(ChangeEvent event) {
                                phases.add(event.phase());
                            }

                            @Override
                            public void changed(PluginsChanged event) {
                                event.changes().forEach(change -> changed.add(change.id() + " " + event.here()));
                            }
                        },
                        null);

        apply(plan("hash-tools"), new CancellationSource());

        assertThat(phases).startsWith(Phase.DOWNLOADING).endsWith(Phase.DONE);
        assertThat(changed).containsExactly("hash-tools true");
        assertThat(marketplace.history()).extracting(HistoryEntry::action).containsExactly("install");
        assertThat(isaac.execute("hash text abc").succeeded()).isTrue();
    }

    @Test
    void theSameAgreementIsNeededAsAtThePrompt() throws Exception {
        InstallPlan plan = plan("http-tools");
        assertThat(plan.confirmations()).isNotEmpty();
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> marketplace.apply(plan, List.of(), new FakeProgress(), new CancellationSource()))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("plugin.consent-missing"));
    }

    @Test
    void whatIsCancelledLeavesNothing() throws Exception {
        CancellationSource cancellation = new CancellationSource();
        cancellation.cancel();
        InstallPlan plan = plan("hash-tools");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> apply(plan, cancellation))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("command.interrupted"));
        assertThat(marketplace.installed()).isEmpty();
    }
}
