package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.Tier;
import dev.isaac.command.spi.AliasDefinition;
import dev.isaac.command.spi.LineAliases;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.internal.alias.AliasTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UserAliasesTest {

    @TempDir
    private Path folder;

    private Fixture fixture;
    private LineSession session;

    @BeforeEach
    void open() {
        fixture = new Fixture(folder).usual();
        session = fixture.open();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void add(String name, String line) throws CommandException {
        fixture.aliases.put(List.of(new AliasDefinition(name, line, "")));
    }

    private String output(String line) {
        RecordingSurface surface = new RecordingSurface();
        session.execute(line, surface);
        return surface.text()
                + surface.faults.stream().map(fault -> fault.code() + "\n").toList();
    }

    private String becomes(String line) {
        return session.explain(line).rewritten().orElse("");
    }

    @Test
    void whatFollowsIsAddedWhereTheLineTakesNoArguments() throws Exception {
        add("hello", "echo hello");
        assertThat(output("hello 'a  b' | tr a-z A-Z")).startsWith("HELLO A  B\n");
        assertThat(output("true && hello; (hello x)")).startsWith("hello\nhello x\n");
        assertThat(output("\\hello; 'hello'")).doesNotContain("hello x");
        add("shout", "say --loud");
        assertThat(output("shout a b | cat")).startsWith("A|B\n");
    }

    @Test
    void argumentsStayTheWordsThatTheyWere() throws Exception {
        add("two", "printf '<%s>' $2 \"x$1\" '$1' \\$1");
        assertThat(output("two 'a  b; rm x' \"$HOME\"")).startsWith("<" + fixture.home + "><xa  b; rm x><$1><$1>");
        add("all", "printf '<%s>' first $@ \"$@\" last");
        assertThat(output("all 'a b' c")).startsWith("<first><a b><c><a b><c><last>");
        assertThat(output("all")).startsWith("<first><last>");
        add("join", "printf '<%s>' \"all: $*.\"");
        assertThat(output("join 'a  b' c")).startsWith("<all: a  b c.>");
        add("mkcd", "mkdir -p $1 && cd \"$1\"");
        assertThat(output("mkcd 'new folder'; pwd")).startsWith(fixture.work.resolve("new folder") + "\n");
        add("maybe", "printf '<%s>' a $1 \"$2\" b");
        assertThat(output("maybe")).startsWith("<a><><b>");
        assertThat(output("two a b c")).contains("alias.arguments");
    }

    @Test
    void redirectionsAndVariablesStayAroundIt() throws Exception {
        add("both", "echo $1; echo $2");
        assertThat(output("both a b > f; cat f")).startsWith("a\nb\n");
        assertThat(output("both > g a b; cat g")).startsWith("a\nb\n");
        assertThat(output("both a b | wc -l")).contains("2");
        add("showx", "printenv $1");
        assertThat(output("X=5 showx X")).startsWith("5\n");
    }

    @Test
    void neverLowersATier() throws Exception {
        add("ls", "rm -rf");
        add("wipe", "rm -rf $1");
        add("ok", "echo");
        assertThat(session.explain("ls /").tier()).isEqualTo(Tier.REFUSE);
        assertThat(session.explain("wipe ~").tier()).isEqualTo(Tier.REFUSE);
        assertThat(session.explain("wipe x").tier()).isEqualTo(Tier.CONFIRM);
        assertThat(session.explain("wipe '$(rm -rf /)'").tier()).isEqualTo(Tier.CONFIRM);
        Explanation harmless = session.explain("ok x");
        assertThat(harmless.tier()).isEqualTo(Tier.RUN);
        // A harmless meaning does not make a dangerous name harmless.
        add("rm", "echo");
        assertThat(session.explain("rm -rf /").tier()).isEqualTo(Tier.REFUSE);
        assertThat(session.explain("rm x").tier()).isEqualTo(Tier.CONFIRM);
        add("shell", "sh -c");
        assertThat(session.explain("shell 'rm -rf /'").tier()).isEqualTo(Tier.REFUSE);
    }

    @Test
    void whatTheShellDefinesGoesFirstAndWhatPluginsBringLast() throws Exception {
        add("who-am-i", "echo user");
        fixture.aliases.add("plugin", List.of(new AliasDefinition("who-am-i", "echo plugin", "")), "acme.tools");
        fixture.aliases.add("two", List.of(new AliasDefinition("version", "echo plugin", "")), "acme.tools");
        fixture.aliases.add("three", List.of(new AliasDefinition("sort", "echo plugin", "")), "acme.tools");
        fixture.aliases.add("four", List.of(new AliasDefinition("plug", "echo plugin $1", "")), "acme.tools");
        assertThat(output("who-am-i")).startsWith("user\n");
        session.execute("alias who-am-i='echo session'", new RecordingSurface());
        assertThat(output("who-am-i")).startsWith("session\n");
        session.execute("unalias who-am-i", new RecordingSurface());
        fixture.aliases.enable("who-am-i", false);
        assertThat(output("who-am-i")).startsWith("plugin\n");
        assertThat(becomes("version")).as("a plugin hides no command").isEmpty();
        assertThat(becomes("sort")).as("a plugin hides no program").isEmpty();
        assertThat(output("plug in")).startsWith("plugin in\n");
        fixture.aliases.enable("plug", false);
        assertThat(becomes("plug in")).isEmpty();
        fixture.aliases.enable("plug", true);
        fixture.aliases.take("four");
        assertThat(becomes("plug in")).isEmpty();
        assertThat(fixture.aliases.all())
                .extracting(entry -> entry.definition().name() + " " + entry.enabled() + " " + entry.source())
                .containsExactly(
                        "who-am-i false user",
                        "sort true acme.tools",
                        "version true acme.tools",
                        "who-am-i true acme.tools");
    }

    @Test
    void refusesWhatCannotBeAnAlias() {
        for (String[] bad : new String[][] {
            {"a b", "echo", "alias.name"},
            {"if", "echo", "alias.name"},
            {"a/b", "echo", "alias.name"},
            {"", "echo", "alias.name"},
            {"x$y", "echo", "alias.name"},
            {"x", "", "alias.line"},
            {"x", "echo 'a", "alias.line"},
            {"x", "for i in $1; do echo $i; done", "alias.argument"},
            {"x", "echo $(cat $1)", "alias.argument"},
            {"x", "echo ${1:-a}", "alias.argument"},
            {"x", "cat < $1", "alias.argument"}
        }) {
            CommandException refused = catchThrowableOfType(CommandException.class, () -> add(bad[0], bad[1]));
            assertThat(refused).as(bad[0] + "=" + bad[1]).isNotNull();
            assertThat(refused.fault().code()).as(bad[0] + "=" + bad[1]).isEqualTo(bad[2]);
        }
        assertThat(fixture.aliases.all()).isEmpty();
        assertThat(catchThrowableOfType(CommandException.class, () -> fixture.aliases.remove("x"))
                        .fault()
                        .code())
                .isEqualTo("alias.unknown");
    }

    @Test
    void quotedSignsAreNoArguments() throws Exception {
        add("first", "awk '{print $1}'");
        assertThat(output("echo a b | first")).startsWith("a\n");
        add("second", "awk \"{print \\$2}\" $1");
        Files.writeString(fixture.work.resolve("f"), "a b\n");
        assertThat(output("second f")).startsWith("b\n");
    }

    @Test
    void anAliasOfItselfEnds() throws Exception {
        add("ls", "ls -a");
        assertThat(becomes("ls x")).isEqualTo("ls -a x");
        add("ping", "pong");
        add("pong", "ping");
        assertThat(becomes("ping x")).isEqualTo("ping x");
    }

    @Test
    void allShellsOfAHomeShareThemAndNoneIsLost() throws Exception {
        Path file = folder.resolve("shared/aliases.json");
        AtomicLong clock = new AtomicLong();
        AliasTable one = new AliasTable(file, clock::get);
        AliasTable other = new AliasTable(file, clock::get);
        assertThat(other.isEmpty()).isTrue();
        one.put(List.of(new AliasDefinition("a", "echo a", "Things")));
        clock.addAndGet(1_000_000_000L);
        assertThat(other.own("a")).isNotNull();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failed = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 2; t++) {
            AliasTable table = t == 0 ? one : other;
            String prefix = "t" + t + "-";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    try {
                        table.put(List.of(new AliasDefinition(prefix + i, "echo " + i, "")));
                    } catch (CommandException | RuntimeException e) {
                        failed.add(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed).isEmpty();
        assertThat(one.all()).hasSize(41);
        assertThat(one.all().get(0))
                .isEqualTo(new LineAliases.Entry(new AliasDefinition("a", "echo a", "Things"), true, "user"));
        one.remove("a");
        clock.addAndGet(1_000_000_000L);
        assertThat(other.own("a")).isNull();
    }

    @Test
    void aDamagedFileHidesNothingAndIsNotOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("aliases.json"), "{");
        AliasTable table = new AliasTable(file, System::nanoTime);
        assertThat(table.isEmpty()).isTrue();
        assertThat(catchThrowableOfType(
                                CommandException.class, () -> table.put(List.of(new AliasDefinition("a", "b", ""))))
                        .fault()
                        .code())
                .isEqualTo("alias.not-written");
        assertThat(file).hasContent("{");
    }
}
