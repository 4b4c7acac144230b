package dev.isaac.core.internal.tier;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a name that git itself does not know may stand for. All files are read that git may read from a folder: conditions of
 * includes are taken to hold, so that no definition is missed. Git is not run.
 */
final class GitAliases {

    private static final int MOST_FILES = 64;

    private final Function<String, @Nullable String> reader;

    /**
     * @param reader the text of a file, by its absolute path; {@code null}: there is none that can be read
     */
    GitAliases(Function<String, @Nullable String> reader) {
        this.reader = reader;
    }

    /** All definitions of an alias, in the order in which they are read. */
    Set<String> find(String alias, String folder, Scope scope) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> files = new ArrayDeque<>(files(folder, scope));
        while (!files.isEmpty() && seen.size() < MOST_FILES) {
            String file = files.remove();
            String text = seen.add(file) ? reader.apply(file) : null;
            if (text == null) {
                continue;
            }
            for (GitConfig setting : GitConfig.parse(text)) {
                if (setting.section().startsWith("include") && setting.key().equals("path")) {
                    files.add(absolute(setting.value(), file.substring(0, file.lastIndexOf('/')), scope));
                } else if (isAlias(setting, alias)) {
                    found.add(setting.value());
                }
            }
        }
        return found;
    }

    private static boolean isAlias(GitConfig setting, String alias) {
        return setting.section().equals("alias")
                && (setting.subsection().isEmpty()
                        ? setting.key().equalsIgnoreCase(alias)
                        : setting.key().equals("command")
                                && setting.subsection().equalsIgnoreCase(alias));
    }

    private List<String> files(String folder, Scope scope) {
        List<String> files = new ArrayList<>(List.of("/etc/gitconfig"));
        String system = value("GIT_CONFIG_SYSTEM", scope);
        String global = value("GIT_CONFIG_GLOBAL", scope);
        String xdg = value("XDG_CONFIG_HOME", scope);
        if (!system.isEmpty()) {
            files.add(absolute(system, folder, scope));
        }
        files.add((xdg.isEmpty() ? scope.home() + "/.config" : xdg) + "/git/config");
        files.add(scope.home() + "/.gitconfig");
        if (!global.isEmpty()) {
            files.add(absolute(global, folder, scope));
        }
        String given = value("GIT_DIR", scope);
        if (!given.isEmpty()) {
            files.addAll(ofRepository(absolute(given, folder, scope)));
        }
        for (String here = folder; !here.isEmpty(); here = here.substring(0, here.lastIndexOf('/'))) {
            files.addAll(ofRepository(here + "/.git"));
            String link = reader.apply(here + "/.git");
            if (link != null && link.startsWith("gitdir:")) {
                files.addAll(
                        ofRepository(absolute(link.substring("gitdir:".length()).strip(), here, scope)));
            }
            files.add(here + "/config"); // a repository without a working tree
        }
        return files;
    }

    private List<String> ofRepository(String folder) {
        List<String> files = new ArrayList<>(List.of(folder + "/config", folder + "/config.worktree"));
        String common = reader.apply(folder + "/commondir");
        if (common != null) {
            String path = common.strip();
            files.add(PathClasses.normalise(path.startsWith("/") ? path : folder + "/" + path) + "/config");
        }
        return files;
    }

    private static String value(String name, Scope scope) {
        List<List<String>> values = scope.values(name);
        String value =
                values.isEmpty() || values.get(0).isEmpty() ? "" : values.get(0).get(0);
        return value.indexOf(WordValues.UNKNOWN) >= 0 ? "" : value;
    }

    private static String absolute(String path, String folder, Scope scope) {
        String full = path.startsWith("~/")
                ? scope.home() + path.substring(1)
                : path.startsWith("/") ? path : folder + "/" + path;
        return PathClasses.normalise(full);
    }

    /** The words of a definition, split as git does it; {@code null}: a quote is not closed. */
    static @Nullable List<String> split(String definition) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean within = false;
        char quote = 0;
        for (int i = 0; i < definition.length(); i++) {
            char c = definition.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (within) {
                    words.add(word.toString());
                    word.setLength(0);
                    within = false;
                }
                continue;
            }
            within = true;
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < definition.length()) {
                word.append(definition.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (within) {
            words.add(word.toString());
        }
        return quote == 0 ? words : null;
    }
}
