package dev.isaac.marketplace.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestInvocation;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The commands as a surface calls them. */
class CommandsTest extends MarketplaceCase {

    private TestInvocation call(Command command) {
        return new TestInvocation(command.manifest(), folder);
    }

    private Command command(Function<Marketplace, Command> type) throws Exception {
        return type.apply(marketplace());
    }

    private static String text(CommandResult result) {
        return ((CommandResult.Text) result).text();
    }

    private static List<Map<String, Object>> rows(CommandResult result) {
        return ((CommandResult.Table) result)
                .rows().stream().<Map<String, Object>>map(LinkedHashMap::new).toList();
    }

    private static Map<?, ?> data(CommandResult.Details details) {
        return (Map<?, ?>) Objects.requireNonNull(details.data());
    }

    private void publish() {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello").needing("alpha", "[1,2)"))
                .write();
    }

    @Test
    void whoIsOvertakenPlansAgain() throws Exception {
        publish();
        Command install = command(InstallCommand::new);
        try (TestFramework other = TestFramework.start(home, distribution)) {
            Command there = new InstallCommand(other.marketplace());
            TestInvocation call = call(install)
                    .with("plugin", "beta")
                    .whenAsked(() -> there.execute(call(there).with("plugin", "alpha")));

            CommandResult result = install.execute(call);

            assertThat(text(result)).startsWith("Installed beta 1.0.0").doesNotContain("alpha");
        }
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void everyManifestIsComplete() throws Exception {
        Marketplace marketplace = marketplace();
        List<Command> all = List.of(
                new SearchCommand(marketplace),
                new PopularCommand(marketplace),
                new TrendingCommand(marketplace),
                new InfoCommand(marketplace),
                new VersionsCommand(marketplace),
                new ListCommand(marketplace),
                new OutdatedCommand(marketplace),
                new VerifyCommand(marketplace),
                new InstallCommand(marketplace),
                new UpdateCommand(marketplace),
                new UninstallCommand(marketplace),
                new RegistryAddCommand(marketplace),
                new RegistryListCommand(marketplace),
                new RegistryRemoveCommand(marketplace));

        for (Command command : all) {
            CommandManifest manifest = command.manifest();
            assertThat(manifest.name()).startsWith("marketplace ");
            assertThat(manifest.category()).isEqualTo("Marketplace");
            assertThat(manifest.description()).isNotBlank();
            assertThat(manifest.examples()).as(manifest.name()).isNotEmpty();
            assertThat(manifest.examples()).allMatch(example -> example.line().startsWith(manifest.name()));
            assertThat(manifest).isEqualTo(command.manifest());
        }
    }

    @Test
    void searchInfoAndVersionsHaveTheFieldsOfTheRestInterface() throws Exception {
        publish();
        Command search = command(SearchCommand::new);
        CommandResult found = search.execute(call(search).with("text", "alpha"));
        assertThat(rows(found).get(0))
                .containsEntry("id", "alpha")
                .containsEntry("author", "Ann Author")
                .containsEntry("downloads", 0L)
                .containsKeys("name", "version", "description", "homepage", "rating", "tags");
        assertThat(text(search.execute(call(search).with("text", "nothing-like-it"))))
                .contains("No plugin fits");

        Command info = command(InfoCommand::new);
        CommandResult.Details details =
                (CommandResult.Details) info.execute(call(info).with("plugin", "beta"));
        assertThat(details.fields().get("Needs")).isEqualTo("alpha [1.0.0,2.0.0)");
        assertThat(data(details).get("dependencies")).isEqualTo(List.of("alpha [1.0.0,2.0.0)"));
        assertThat(String.valueOf(data(details).get("checksum"))).hasSize(64);
        assertThat(String.valueOf(data(details).get("download_url"))).startsWith("file:/");

        Command versions = command(VersionsCommand::new);
        assertThat(rows(versions.execute(call(versions).with("plugin", "alpha"))))
                .singleElement()
                .satisfies(row -> assertThat(row.get("version")).isEqualTo("1.0.0"));
        assertThat(code(() -> versions.execute(call(versions).with("plugin", "alpha@1"))))
                .isEqualTo("plugin.bad-name");
    }

    @Test
    void limitsAreChecked() throws Exception {
        publish();
        Command search = command(SearchCommand::new);

        assertThat(rows(search.execute(call(search).with("limit", "1")))).hasSize(1);
        assertThat(code(() -> search.execute(call(search).with("limit", "0")))).isEqualTo("marketplace.bad-limit");
    }

    @Test
    void popularAndTrendingSayWhenNothingIsCounted() throws Exception {
        publish();
        Command popular = command(PopularCommand::new);
        Command trending = command(TrendingCommand::new);
        assertThat(text(popular.execute(call(popular)))).contains("No registry keeps statistics");
        registry.statistics("{\"format\":1,\"plugins\":{\"beta\":{\"downloads\":3,\"recent\":2,\"rating\":4.5}}}")
                .write();

        assertThat(rows(popular.execute(call(popular))).get(0)).containsEntry("rating", 4.5);
        assertThat(rows(trending.execute(call(trending)))).hasSize(1);
    }

    @Test
    void installListUpdateVerifyAndUninstall() throws Exception {
        publish();
        Command list = command(ListCommand::new);
        assertThat(text(list.execute(call(list)))).startsWith("No plugin is installed.");

        Command install = command(InstallCommand::new);
        CommandResult plan =
                install.execute(call(install).with("plugin", "beta").with("plan", "true"));
        assertThat(text(plan)).contains("install alpha 1.0.0", "beta 1.0.0 needs it", "plan ");
        assertThat(framework().plugins()).isEmpty();

        TestInvocation declined = call(install).with("plugin", "beta");
        declined.agrees = false;
        assertThat(code(() -> install.execute(declined))).isEqualTo("command.declined");
        assertThat(framework().plugins()).isEmpty();

        TestInvocation agreed = call(install).with("plugin", "beta");
        assertThat(text(install.execute(agreed)))
                .isEqualTo("Installed alpha 1.0.0; command: alpha hello\nInstalled beta 1.0.0; command: beta hello");
        assertThat(agreed.asked).hasSize(1);
        assertThat(agreed.recorded().notes).anyMatch(note -> note.startsWith("install beta 1.0.0 by acme, key "));
        assertThat(text(install.execute(call(install).with("plugin", "beta"))))
                .isEqualTo("beta 1.0.0 is installed already.");
        assertThat(rows(list.execute(call(list))))
                .extracting("id", "status")
                .containsExactly(tuple("alpha", "running"), tuple("beta", "running"));

        Command update = command(UpdateCommand::new);
        Command outdated = command(OutdatedCommand::new);
        assertThat(text(update.execute(call(update)))).isEqualTo("Everything is up to date.");
        assertThat(text(outdated.execute(call(outdated)))).isEqualTo("Everything is up to date.");
        registry.publish(TestPlugin.of("alpha", "1.5.0", "alpha hello")).write();
        assertThat(rows(outdated.execute(call(outdated))).get(0)).containsEntry("available", "1.5.0");
        assertThat(text(update.execute(call(update).with("plan", "true"))))
                .contains(
                        "update alpha 1.0.0 -> 1.5.0",
                        "interrupts the commands: alpha hello",
                        "interrupts the services: dev.isaac.command.Command",
                        "refreshes the bundles: test.alpha");
        assertThat(text(update.execute(call(update)))).isEqualTo("Updated alpha 1.0.0 -> 1.5.0; command: alpha hello");
        assertThat(code(() -> update.execute(call(update).with("plugin", "gamma"))))
                .isEqualTo("plugin.not-installed");

        Command verify = command(VerifyCommand::new);
        assertThat(rows(verify.execute(call(verify)))).extracting("result").containsExactly("ok", "ok");
        assertThat(code(() -> verify.execute(call(verify).with("plugin", "gamma"))))
                .isEqualTo("plugin.not-installed");

        Command uninstall = command(UninstallCommand::new);
        TestInvocation purge = call(uninstall).with("plugin", "beta", "alpha").with("purge", "true");
        assertThat(text(uninstall.execute(purge))).isEqualTo("Uninstalled alpha 1.5.0\nUninstalled beta 1.0.0");
        assertThat(purge.asked).singleElement().satisfies(confirmation -> assertThat(confirmation.question())
                .contains("data"));
    }

    @Test
    void exactlyThePlanThatWasAcceptedIsApplied() throws Exception {
        publish();
        Command install = command(InstallCommand::new);
        CommandResult shown =
                install.execute(call(install).with("plugin", "alpha").with("plan", "true"));
        String digest = text(shown).substring(text(shown).lastIndexOf("plan ") + "plan ".length());
        registry.publish(TestPlugin.of("alpha", "1.5.0", "alpha hello")).write();

        // Nothing would be asked about it, and still it is another plan.
        TestInvocation overtaken = call(install).with("plugin", "alpha");
        overtaken.acceptedPlans = Set.of(digest);
        assertThat(code(() -> install.execute(overtaken))).isEqualTo("plugin.plan-changed");
        assertThat(framework().plugins()).isEmpty();

        TestInvocation same = call(install).with("plugin", "alpha@1.0.0");
        same.acceptedPlans = Set.of(digest);
        assertThat(text(install.execute(same))).startsWith("Installed alpha 1.0.0");

        // What would be asked is answered by it, too.
        CommandResult both =
                install.execute(call(install).with("plugin", "beta").with("plan", "true"));
        TestInvocation agreed = call(install).with("plugin", "beta");
        agreed.agrees = false;
        agreed.acceptedPlans = Set.of(text(both).substring(text(both).lastIndexOf("plan ") + "plan ".length()));
        assertThat(text(install.execute(agreed))).contains("Installed beta 1.0.0");
        assertThat(agreed.asked).isEmpty();
    }

    @Test
    void verifyFailsWithTheCodeOfTheFirstProblem() throws Exception {
        publish();
        Command install = command(InstallCommand::new);
        install.execute(call(install).with("plugin", "alpha"));
        for (String file : files("store/sha256")) {
            Files.writeString(home.resolve("store/sha256").resolve(file), "other");
        }
        Command verify = command(VerifyCommand::new);

        assertThat(fault(() -> verify.execute(call(verify)))).satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("plugin.tampered");
            assertThat(fault.kind().exitCode()).isEqualTo(4);
            assertThat(String.valueOf(fault.details().get("plugins")))
                    .isEqualTo("[{id=alpha, version=1.0.0, result=plugin.tampered}]");
        });
    }

    @Test
    void registriesAreManaged() throws Exception {
        publish();
        TestRegistry mine = new TestRegistry(folder.resolve("mine")).write();
        Command add = command(RegistryAddCommand::new);
        CommandResult added = add.execute(call(add)
                .with("name", "mine")
                .with("location", "mine")
                .with("root", mine.rootFile().toString()));

        assertThat(text(added)).startsWith("Added registry mine, root ");
        Command list = command(RegistryListCommand::new);
        assertThat(rows(list.execute(call(list)))).extracting("origin").containsExactly("distribution", "you");
        Command remove = command(RegistryRemoveCommand::new);
        assertThat(complete(remove, "name", "m")).containsExactly("mine");
        assertThat(text(remove.execute(call(remove).with("name", "mine")))).isEqualTo("Removed registry mine.");
    }

    @Test
    void namesAreCompletedWithoutAsking() throws Exception {
        publish();
        Command search = command(SearchCommand::new);
        search.execute(call(search));
        Command install = command(InstallCommand::new);

        assertThat(complete(install, "plugin", "al")).containsExactly("alpha");
        assertThat(complete(install, "--other", "")).isEmpty();
        assertThat(complete(search, "--tag", "tag-b")).containsExactly("tag-beta");
        assertThat(complete(search, "text", "b")).containsExactly("beta");
        assertThat(complete(command(UninstallCommand::new), "plugin", "")).isEmpty();
        install.execute(call(install).with("plugin", "alpha"));
        assertThat(complete(command(UpdateCommand::new), "plugin", "a")).containsExactly("alpha");
        assertThat(complete(command(VerifyCommand::new), "plugin", "a")).containsExactly("alpha");
        assertThat(complete(command(InfoCommand::new), "plugin", "be")).containsExactly("beta");
        assertThat(complete(command(VersionsCommand::new), "plugin", "be")).containsExactly("beta");
    }

    private List<String> complete(Command command, String parameter, String prefix) {
        return command.complete(new CompletionRequest(parameter, prefix, List.of(), folder)).stream()
                .map(Completion::value)
                .toList();
    }
}
