package dev.isaac.testing.architecture.api;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The exported API of a bundle, as bnd sees it, and as text that a person can review: one line for each package, type
 * and member, indented below what it belongs to.
 *
 * <pre>
 * bundle dev.isaac.command
 * export dev.isaac.command;version=1.0.0
 * PACKAGE MINOR MAJOR dev.isaac.command
 *  CLASS MINOR MAJOR dev.isaac.command.Fault
 * </pre>
 *
 * The two words after the type say what it means for an importer when the element is added or removed.
 *
 * @param bundle symbolic name
 * @param exports exported packages with their attributes
 * @param api the tree below {@code <api>}
 */
record ApiRecord(String bundle, Parameters exports, Tree.Data api) {

    private static final String API = "<api>";

    /** Reads a built bundle. */
    static ApiRecord of(Jar jar) throws Exception {
        Tree tree = new DiffPluginImpl().tree(jar);
        Domain manifest = Domain.domain(jar.getManifest());
        Parameters exports = new Parameters();
        manifest.getExportPackage().forEach((name, attributes) -> {
            Attrs kept = new Attrs();
            kept.put("version", attributes.getVersion());
            exports.put(name, kept);
        });
        return new ApiRecord(
                manifest.getBundleSymbolicName().getKey(),
                exports,
                tree.get(API).serialize());
    }

    /** The tree that bnd compares. */
    Tree tree() throws Exception {
        Tree.Data root = new Tree.Data();
        root.name = bundle;
        root.type = Type.BUNDLE;
        root.add = Delta.MINOR;
        root.rem = Delta.MAJOR;
        root.children = new Tree.Data[] {api};
        return new DiffPluginImpl().deserialize(root);
    }

    /** The text. */
    String write() {
        StringBuilder text = new StringBuilder("bundle ").append(bundle).append('\n');
        exports.forEach((name, attributes) -> text.append("export ")
                .append(name)
                .append(";version=")
                .append(attributes.getVersion())
                .append('\n'));
        for (Tree.Data child : api.children) {
            write(text, child, 0);
        }
        return text.toString();
    }

    private static void write(StringBuilder text, Tree.Data data, int depth) {
        text.append(" ".repeat(depth))
                .append(data.type)
                .append(' ')
                .append(data.add)
                .append(' ')
                .append(data.rem)
                .append(' ')
                .append(escape(data.name))
                .append('\n');
        if (data.children != null) {
            for (Tree.Data child : data.children) {
                write(text, child, depth + 1);
            }
        }
    }

    /** Reads the text back. */
    static ApiRecord read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("bundle ")) {
            throw new IllegalArgumentException("an API record begins with the name of its bundle");
        }
        Parameters exports = new Parameters();
        List<Node> roots = new ArrayList<>();
        Deque<Node> path = new ArrayDeque<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("export ")) {
                exports.mergeWith(new Parameters(line.substring("export ".length())), true);
                continue;
            }
            int depth = 0;
            while (line.charAt(depth) == ' ') {
                depth++;
            }
            Node node = Node.parse(line.substring(depth));
            while (path.size() > depth) {
                path.pop();
            }
            if (path.isEmpty()) {
                roots.add(node);
            } else {
                path.element().children().add(node);
            }
            path.push(node);
        }
        Tree.Data api = new Tree.Data();
        api.name = API;
        api.type = Type.API;
        api.add = Delta.CHANGED;
        api.rem = Delta.CHANGED;
        api.children = roots.stream().map(Node::data).toArray(Tree.Data[]::new);
        return new ApiRecord(lines.get(0).substring("bundle ".length()), exports, api);
    }

    private static String escape(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\') {
                i++;
                text.append(
                        switch (name.charAt(i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> name.charAt(i);
                        });
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private record Node(Type type, Delta add, Delta remove, String name, List<Node> children) {

        static Node parse(String line) {
            String[] words = line.split(" ", 4);
            return new Node(
                    Type.valueOf(words[0]),
                    Delta.valueOf(words[1]),
                    Delta.valueOf(words[2]),
                    unescape(words[3]),
                    new ArrayList<>());
        }

        Tree.Data data() {
            Tree.Data data = new Tree.Data();
            data.name = name;
            data.type = type;
            data.add = add;
            data.rem = remove;
            data.children = children.stream().map(Node::data).toArray(Tree.Data[]::new);
            return data;
        }
    }
}
