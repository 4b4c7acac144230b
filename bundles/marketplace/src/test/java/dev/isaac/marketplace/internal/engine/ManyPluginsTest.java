package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.InstalledPlugin.Status;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.marketplace.internal.state.Store;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A start with many plugins: one is read while the framework takes another, each is judged for itself. */
class ManyPluginsTest extends MarketplaceCase {

    private static final int COUNT = 12;

    private void installAll() throws Exception {
        String[] ids = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            ids[i] = "acme-p" + (char) ('a' + i);
            registry.publish(TestPlugin.of(ids[i], "1.0.0", ids[i] + " hello"));
        }
        registry.write();
        install(ids);
        stopFramework();
    }

    @Test
    void blocksOnlyThoseThatWereChangedEachWithItsReason() throws Exception {
        installAll();
        State state = new StateFile(home).read();
        Store store = new Store(home);
        PluginRecord changed = state.plugin(PluginId.of("acme-pc")).orElseThrow();
        byte[] bytes = Files.readAllBytes(store.path(changed.sha256()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(store.path(changed.sha256()), bytes);
        Files.delete(
                store.path(state.plugin(PluginId.of("acme-pk")).orElseThrow().sha256()));

        List<String> blocked = new ArrayList<>();
        List<String> running = new ArrayList<>();
        for (InstalledPlugin plugin : marketplace().installed()) {
            if (plugin.status() == Status.RUNNING) {
                running.add(plugin.id().value());
            } else {
                blocked.add(plugin.id() + " " + plugin.problem().orElseThrow().code());
            }
        }

        assertThat(blocked).containsExactly("acme-pc plugin.tampered", "acme-pk plugin.bytes-missing");
        assertThat(running).hasSize(COUNT - 2);
    }

    @Test
    void aStatementOfAnotherPluginCountsForNoneWhoeverSignedIt() throws Exception {
        installAll();
        State state = new StateFile(home).read();
        Store store = new Store(home);
        Path mine =
                store.path(state.plugin(PluginId.of("acme-pb")).orElseThrow().statement());
        Path other =
                store.path(state.plugin(PluginId.of("acme-pd")).orElseThrow().statement());
        Files.write(mine, Files.readAllBytes(other));

        assertThat(marketplace().installed())
                .filteredOn(plugin -> plugin.status() != Status.RUNNING)
                .extracting(plugin -> plugin.id().value())
                .containsExactly("acme-pb");
    }

    /** They are resolved at once; whoever lacks one that is not there is told so alone. */
    @Test
    void whatDoesNotResolveKeepsNobodyElseFromStarting() throws Exception {
        registry.publish(TestPlugin.of("acme-base", "1.0.0", "base hello")
                .header("Provide-Capability", "isaac.plugin;isaac.plugin=acme-base"));
        registry.publish(TestPlugin.of("acme-user", "1.0.0", "user hello")
                .needing("acme-base", "[1,2)")
                .header("Require-Capability", "isaac.plugin;filter:=\"(isaac.plugin=acme-base)\""));
        registry.publish(TestPlugin.of("acme-free", "1.0.0", "free hello"));
        registry.publish(TestPlugin.of("acme-last", "1.0.0", "last hello"));
        registry.write();
        install("acme-user", "acme-free", "acme-last");
        stopFramework();
        Store store = new Store(home);
        PluginRecord base =
                new StateFile(home).read().plugin(PluginId.of("acme-base")).orElseThrow();
        Files.delete(store.path(base.sha256()));

        List<String> seen = new ArrayList<>();
        for (InstalledPlugin plugin : marketplace().installed()) {
            seen.add(plugin.id() + " " + plugin.problem().map(Fault::code).orElse("runs"));
        }

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "acme-base plugin.bytes-missing",
                        "acme-free runs",
                        "acme-last runs",
                        "acme-user plugin.need-blocked");
    }
}
