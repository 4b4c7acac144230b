package dev.isaac.aliases.internal.packages;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.shell.LineWalk;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Rewrites commands of one package manager as those of another. Thread-safe. */
public final class PackageTranslator {

    private static final List<String> WINDOWS = List.of("winget", "choco", "scoop");
    private static final Map<String, String> BY_ID = Map.ofEntries(
            Map.entry("debian", "apt"),
            Map.entry("ubuntu", "apt"),
            Map.entry("fedora", "dnf"),
            Map.entry("rhel", "dnf"),
            Map.entry("centos", "dnf"),
            Map.entry("arch", "pacman"),
            Map.entry("suse", "zypper"),
            Map.entry("opensuse", "zypper"),
            Map.entry("opensuse-leap", "zypper"),
            Map.entry("opensuse-tumbleweed", "zypper"),
            Map.entry("alpine", "apk"));

    private final Managers managers;
    private final Supplier<String> osRelease;

    /**
     * A translator.
     *
     * @param managers the package managers
     * @param osRelease the text of the file that names the distribution; empty where there is none
     */
    public PackageTranslator(Managers managers, Supplier<String> osRelease) {
        this.managers = managers;
        this.osRelease = osRelease;
    }

    /**
     * Rewrites every command of a package manager in a line.
     *
     * @param wanted the manager of the target; empty: the usual one
     * @return empty where there is none, or where it is at home on the target already
     */
    public Optional<Node.Sequence> rewrite(Node.Sequence line, Target target, Optional<String> wanted, Notes notes)
            throws Refused {
        Rewriting rewriting = new Rewriting(target, wanted, notes);
        Node.Sequence rewritten = rewriting.sequence(line);
        return rewriting.changed ? Optional.of(rewritten) : Optional.empty();
    }

    private Manager target(Manager source, Target target, Optional<String> wanted) throws Refused {
        if (wanted.isPresent()) {
            return managers.find(wanted.get())
                    .orElseThrow(() -> new Refused(
                            "alias.manager",
                            "There is no package manager " + wanted.get() + ".",
                            String.join(", ", managers.names())));
        }
        String name;
        if (target.isWindows()) {
            name = WINDOWS.contains(source.name()) ? source.name() : "winget";
        } else if (target == Target.MACOS) {
            name = "brew";
        } else {
            name = ofDistribution().orElse(source.root() ? source.name() : "apt");
        }
        return managers.find(name).orElseThrow();
    }

    /** By the identifiers of {@code os-release}, the own one first. */
    private Optional<String> ofDistribution() {
        String id = "";
        String like = "";
        for (String line : osRelease.get().lines().toList()) {
            String value =
                    line.substring(line.indexOf('=') + 1).replace("\"", "").trim();
            if (line.startsWith("ID=")) {
                id = value;
            } else if (line.startsWith("ID_LIKE=")) {
                like = value;
            }
        }
        for (String one : (id + " " + like).trim().split(" ", -1)) {
            if (BY_ID.containsKey(one)) {
                return Optional.ofNullable(BY_ID.get(one));
            }
        }
        return Optional.empty();
    }

    /** One line. */
    private final class Rewriting extends LineWalk {
        private final Target target;
        private final Optional<String> wanted;
        private final Notes notes;
        private boolean changed;

        Rewriting(Target target, Optional<String> wanted, Notes notes) {
            this.target = target;
            this.wanted = wanted;
            this.notes = notes;
        }

        /** Its text is one piece: a package manager in it is left to what reads the whole. */
        @Override
        protected Node structure(Node structure) {
            return structure;
        }

        @Override
        protected Node simple(Node.Simple simple) throws Refused {
            List<Word> words = simple.words();
            int at = 0;
            boolean sudo = !words.isEmpty() && words.get(0).literalValue().equals(Optional.of("sudo"));
            if (sudo) {
                at = 1;
            }
            if (at >= words.size()) {
                return simple;
            }
            Optional<Manager> source = words.get(at).literalValue().flatMap(managers::ofProgram);
            if (source.isEmpty()) {
                return simple;
            }
            Manager to = target(source.get(), target, wanted);
            if (to.name().equals(source.get().name())) {
                if (sudo && target.isWindows()) {
                    throw Refused.unmapped("sudo", "Windows");
                }
                return simple;
            }
            if (!simple.assignments().isEmpty()) {
                throw Refused.construct("A variable for a package manager");
            }
            List<Word> rest = words.subList(at + 1, words.size());
            List<Word> written = write(read(source.get(), words.get(at).text(), rest), source.get(), to, sudo);
            changed = true;
            return new Node.Simple(List.of(), written, simple.redirections(), Span.NONE);
        }

        private PackageCall read(Manager manager, String program, List<Word> words) throws Refused {
            List<String> left = new ArrayList<>();
            boolean yes = false;
            for (Word word : words) {
                String text = word.literalValue()
                        .orElseThrow(() -> new Refused(
                                "alias.package-option",
                                "A package manager's argument " + word.text() + " must be known to be translated."));
                if (manager.yes().contains(text)) {
                    yes = true;
                } else {
                    left.add(text);
                }
            }
            String all = String.join(" ", left);
            String found = null;
            int length = -1;
            List<String> names = List.of();
            for (Map.Entry<String, List<String>> verb : manager.verbs().entrySet()) {
                for (String spelling : verb.getValue()) {
                    boolean fits = all.equals(spelling) || all.startsWith(spelling + " ");
                    List<String> after =
                            fits ? List.copyOf(left.subList(spelling.split(" ").length, left.size())) : List.of();
                    // An update without names is another one than an update of some.
                    if (fits && managers.takesNames(verb.getKey()) != after.isEmpty() && spelling.length() > length) {
                        found = verb.getKey();
                        length = spelling.length();
                        names = after;
                    }
                }
            }
            if (found == null) {
                throw new Refused(
                        "alias.package-verb", program + " " + all + " has no equal in other package managers.");
            }
            for (String name : names) {
                if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+:/@-]*")) {
                    throw new Refused(
                            "alias.package-option",
                            program + ": " + name
                                    + " is no plain name of a package, and options of one package manager mean nothing to another.");
                }
                if (name.matches("(\\.?/|.*/).*|.*\\.(deb|rpm|pkg\\.tar\\..*|apk|msi)") && !found.equals("search")) {
                    throw new Refused(
                            "alias.package-option",
                            program + ": the file " + name + " is for this package manager only.");
                }
            }
            return new PackageCall(found, names, yes);
        }

        private List<Word> write(PackageCall call, Manager from, Manager to, boolean sudo) throws Refused {
            String verb = call.verb();
            List<String> spellings = to.verbs().get(verb);
            if (spellings == null && verb.equals("purge")) {
                throw new Refused(
                        "alias.package-verb",
                        to.name() + " does not remove the settings of a package.",
                        to.name() + " " + first(to, "remove"));
            }
            if (spellings == null) {
                throw new Refused("alias.package-verb", to.name() + " has nothing that does the same as " + verb + ".");
            }
            List<String> words = new ArrayList<>();
            if (to.root()
                    && !verb.equals("search")
                    && !verb.equals("info")
                    && !verb.equals("list")
                    && !verb.equals("outdated")
                    && (sudo || !from.root())) {
                words.add("sudo");
            }
            words.add(to.name().equals("apt") && verb.equals("reinstall") ? "apt" : to.name());
            words.addAll(List.of(spellings.get(0).split(" ")));
            boolean changes = !List.of("search", "info", "list", "outdated", "refresh", "clean")
                    .contains(verb);
            if (changes && to.asks() && (call.yes() || !from.asks())) {
                words.addAll(to.emitYes());
            }
            words.addAll(call.names());
            boolean removes = verb.equals("remove") || verb.equals("purge") || verb.equals("autoremove");
            if (!call.names().isEmpty() && !removes && !verb.equals("search")) {
                notes.add("Packages may have other names for " + to.name() + ".");
            }
            if (sudo && !to.root()) {
                if (!removes) {
                    notes.add(to.name() + " needs no sudo.");
                }
            }
            if (List.of("search", "info", "list", "outdated").contains(verb)) {
                notes.add("The output has another form.");
            }
            if (!changes) {
                return words.stream().map(Word::literal).toList();
            }
            if (verb.equals("upgrade-all") && to.name().equals("pacman")) {
                notes.add("The index is refreshed too.");
            }
            return words.stream().map(Word::literal).toList();
        }

        private String first(Manager manager, String verb) {
            return manager.verbs().getOrDefault(verb, List.of("")).get(0);
        }
    }

    private record PackageCall(String verb, List<String> names, boolean yes) {}
}
