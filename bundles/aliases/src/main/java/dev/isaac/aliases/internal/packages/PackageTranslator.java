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
import java.util.regex.Pattern;

/** Rewrites commands of one package manager as those of another. Thread-safe. */
public final class PackageTranslator {

    /** Managers of Windows other than its own: their lines can stay as they are where its own has no equal. */
    private static final List<String> WINDOWS = List.of("choco", "scoop");

    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+:/@-]*");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9/*][A-Za-z0-9._+:/@*-]*");
    private static final Pattern LOCAL = Pattern.compile("(\\.?/|.*/).*|.*\\.(deb|rpm|pkg\\.tar\\..*|apk|msi)");
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

    /** Whether a program is of the package manager of Windows, whose lines then stay as they are typed. */
    public boolean isHome(String program, Target target, Optional<String> wanted) {
        return target.isWindows()
                && managers.find(wanted.orElse("winget")).stream()
                        .anyMatch(m -> m.programs().contains(program));
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
            name = "winget";
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
        protected Node pipeline(Node.Pipeline pipeline) throws Refused {
            Node.Pipeline rewritten = stages(pipeline);
            boolean other = false;
            for (int i = 0; i < rewritten.stages().size(); i++) {
                if (other && !finds(pipeline.stages().get(i).node())) {
                    throw new Refused(
                            "alias.pipeline",
                            "The output of another package manager has another form, which the next command would not understand.");
                }
                other |= !rewritten.stages().get(i).equals(pipeline.stages().get(i));
            }
            return rewritten;
        }

        /** Whether a command finds names in a list, whatever the form of the list is. */
        private boolean finds(Node node) {
            if (!(node instanceof Node.Simple simple) || simple.words().size() < 2) {
                return false;
            }
            List<String> words = simple.words().stream()
                    .map(word -> word.literalValue().orElse(""))
                    .toList();
            return words.get(0).equals("grep")
                    && words.get(words.size() - 1).matches("[A-Za-z0-9][A-Za-z0-9_.-]*")
                    && words.subList(1, words.size() - 1).stream().allMatch(w -> w.matches("-[iqEFn]+"));
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
            Manager from = source.get();
            Manager to = target(from, target, wanted);
            String program = words.get(at).text();
            if (to.programs().contains(program)) {
                if (sudo && target.isWindows()) {
                    throw Refused.unmapped("sudo", "Windows");
                }
                return simple;
            }
            if (!simple.assignments().isEmpty()) {
                throw Refused.construct("A variable for a package manager");
            }
            for (Word word : words) {
                if (word.text().indexOf('\\') >= 0) {
                    throw new Refused(
                            "alias.package-option",
                            "The backslash in " + word.text() + " would be read in another way in each shell.");
                }
            }
            List<Word> rest = words.subList(at + 1, words.size());
            List<Word> written;
            try {
                written = write(read(from, program, rest), from, to, sudo);
            } catch (Refused refused) {
                if (!target.isWindows() || !WINDOWS.contains(from.name()) || wanted.isPresent() || sudo) {
                    throw refused;
                }
                notes.add("winget has no equal, so the line is left to " + from.name() + ", which must be installed.");
                return simple;
            }
            changed = true;
            return new Node.Simple(List.of(), written, simple.redirections(), Span.NONE);
        }

        private PackageCall read(Manager manager, String program, List<Word> words) throws Refused {
            Arguments arguments = arguments(manager, words);
            String all = String.join(" ", arguments.left());
            String whole = program + " " + all;
            String found = "";
            int length = -1;
            List<String> names = List.of();
            for (Map.Entry<String, List<String>> verb : manager.verbs().entrySet()) {
                for (String spelling : verb.getValue()) {
                    boolean programs = spelling.startsWith("=");
                    String text = programs ? spelling.substring(1) : spelling;
                    String line = programs ? whole.strip() : all;
                    boolean fits = line.equals(text) || line.startsWith(text + " ");
                    if (!fits || text.length() <= length) {
                        continue;
                    }
                    int used = text.split(" ").length - (programs ? 1 : 0);
                    List<String> after = List.copyOf(
                            arguments.left().subList(used, arguments.left().size()));
                    // An update without names is another one than an update of some.
                    boolean named =
                            arguments.help() ? after.isEmpty() : managers.takesNames(verb.getKey()) != after.isEmpty();
                    if (named) {
                        found = verb.getKey();
                        length = text.length();
                        names = after;
                    }
                }
            }
            if (found.isEmpty() && arguments.help() && arguments.left().isEmpty()) {
                found = "help";
            }
            if (found.isEmpty()) {
                throw new Refused("alias.package-verb", whole.strip() + " has no equal in other package managers.");
            }
            for (String name : names) {
                boolean files = managers.takesFiles(found);
                if (!(files ? FILE : PACKAGE).matcher(name).matches()) {
                    throw new Refused(
                            "alias.package-option",
                            program + ": " + name
                                    + " is no plain name of a package, and options of one package manager mean nothing to another.");
                }
                if (!files && LOCAL.matcher(name).matches() && !found.equals("search")) {
                    throw new Refused(
                            "alias.package-option",
                            program + ": the file " + name + " is for this package manager only.");
                }
            }
            return new PackageCall(
                    found, names, arguments.yes(), arguments.help() && !found.equals("help"), arguments.leaves());
        }

        private Arguments arguments(Manager manager, List<Word> words) throws Refused {
            List<String> left = new ArrayList<>();
            boolean yes = false;
            boolean help = false;
            List<String> leaves = new ArrayList<>();
            List<String> flags = manager.verbs().getOrDefault("help", List.of());
            for (int i = 0; i < words.size(); i++) {
                String text = known(words.get(i));
                String pair =
                        i + 1 < words.size() ? text + " " + words.get(i + 1).text() : "";
                int equals = text.indexOf('=');
                if (manager.yes().contains(text)) {
                    yes = true;
                } else if (manager.leaves().containsKey(text)) {
                    leaves.add(text);
                } else if (manager.leaves().containsKey(pair)) {
                    leaves.add(pair);
                    i++;
                } else if (text.startsWith("-") && flags.contains(text)) {
                    help = true;
                } else if (manager.name().equals("pacman") && text.matches("-[A-Z]h")) {
                    help = true;
                    left.add(text.substring(0, 2));
                } else if (equals > 0 && manager.takes().contains(text.substring(0, equals))) {
                    left.add(text.substring(equals + 1));
                } else if (!manager.takes().contains(text) || i + 1 >= words.size()) {
                    left.add(text);
                }
            }
            return new Arguments(left, leaves, yes, help);
        }

        private String known(Word word) throws Refused {
            return word.literalValue()
                    .orElseThrow(() -> new Refused(
                            "alias.package-option",
                            "A package manager's argument " + word.text() + " must be known to be translated."));
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
            boolean reads = managers.reads(verb) || call.help();
            List<String> words = new ArrayList<>();
            if (to.root() && !reads && (sudo || !from.root())) {
                words.add("sudo");
            }
            String spelling = spellings.get(0);
            if (spelling.startsWith("=")) {
                spelling = spelling.substring(1);
            } else {
                words.add(to.name());
            }
            String help = call.help() ? first(to, "help") : "";
            if (!help.isEmpty() && !help.startsWith("-")) {
                words.add(help);
            }
            words.addAll(List.of(spelling.split(" ")));
            if (help.startsWith("-")) {
                words.add(help);
            }
            boolean changes = !reads && !verb.equals("refresh") && !verb.equals("clean") && !verb.equals("download");
            if (changes && to.asks() && (call.yes() || !from.asks())) {
                words.addAll(to.emitYes());
            }
            words.addAll(call.names());
            tell(call, from, to, sudo, reads);
            return words.stream().map(Word::literal).toList();
        }

        /** What differs. A removal passes on the name as it was typed, and differs in nothing or is refused. */
        private void tell(PackageCall call, Manager from, Manager to, boolean sudo, boolean reads) throws Refused {
            String verb = call.verb();
            boolean removes = verb.equals("remove") || verb.equals("purge") || verb.equals("autoremove");
            for (String option : call.leaves()) {
                String note = from.leaves().getOrDefault(option, "");
                if (!note.isEmpty() && removes && !call.help()) {
                    throw Refused.option(from.name(), option);
                }
                if (!note.isEmpty()) {
                    notes.add(note);
                }
            }
            if (!call.names().isEmpty() && !removes && !verb.equals("search") && !managers.takesFiles(verb)) {
                notes.add("Packages may have other names for " + to.name() + ".");
            }
            if (sudo && !to.root() && !removes) {
                notes.add(to.name() + " needs no sudo.");
            }
            if (verb.equals("help") || call.help()) {
                notes.add("It is the help of " + to.name() + ".");
            } else if (reads) {
                notes.add("The output has another form.");
            }
            if (verb.equals("upgrade-all") && to.name().equals("pacman")) {
                notes.add("The index is refreshed too.");
            }
            if (to.name().equals("apt") && verb.equals("provider")) {
                notes.add("apt-file must be installed.");
            }
        }

        private String first(Manager manager, String verb) {
            return manager.verbs().getOrDefault(verb, List.of("")).get(0);
        }
    }

    /** The words without those that are no part of the verb and its names. */
    private record Arguments(List<String> left, List<String> leaves, boolean yes, boolean help) {}

    private record PackageCall(String verb, List<String> names, boolean yes, boolean help, List<String> leaves) {}
}
