package dev.isaac.launcher.internal.feature;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the component descriptions of a bundle announce; no code of the bundle runs.
 *
 * @param commands by name
 * @param foreign names of commands of other systems that the bundle translates, sorted
 */
record Announced(List<CommandLine> commands, List<String> foreign) {

    Announced {
        commands = List.copyOf(commands);
        foreign = List.copyOf(foreign);
    }

    /**
     * A command.
     *
     * @param name the full name
     * @param category the heading in the help
     * @param summary one line
     * @param aliases other full names
     */
    record CommandLine(String name, String category, String summary, List<String> aliases) {
        CommandLine {
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * Reads the descriptions of a bundle.
     *
     * @throws IOException when a description is malformed, or names a command without category and summary
     */
    static Announced of(JarFile jar) throws IOException {
        List<CommandLine> commands = new ArrayList<>();
        SortedSet<String> foreign = new TreeSet<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    read(in, commands, foreign);
                } catch (XMLStreamException e) {
                    throw new IOException(jar.getName() + "!" + entry.getName() + " is malformed", e);
                }
            }
        }
        commands.sort(Comparator.comparing(CommandLine::name));
        return new Announced(commands, new ArrayList<>(foreign));
    }

    private static void read(InputStream in, List<CommandLine> commands, SortedSet<String> foreign)
            throws XMLStreamException, IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        Map<String, String> properties = new HashMap<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("property")) {
                String name = String.valueOf(xml.getAttributeValue(null, "name"));
                String value = xml.getAttributeValue(null, "value");
                properties.put(name, (value == null ? xml.getElementText() : value).strip());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("component")) {
                if (properties.containsKey("isaac.command.name")) {
                    commands.add(command(properties));
                }
                foreign.addAll(words(properties, "isaac.translator.names"));
                properties.clear();
            }
        }
    }

    private static CommandLine command(Map<String, String> properties) throws IOException {
        String name = properties.getOrDefault("isaac.command.name", "");
        String category = properties.getOrDefault("isaac.command.category", "");
        String summary = properties.getOrDefault("isaac.command.summary", "");
        if (category.isEmpty() || summary.isEmpty()) {
            throw new IOException(
                    "the command '" + name
                            + "' says no category or no summary: a command on demand needs @CommandCategory and @CommandSummary");
        }
        return new CommandLine(name, category, summary, words(properties, "isaac.command.aliases"));
    }

    private static List<String> words(Map<String, String> properties, String name) {
        return properties.getOrDefault(name, "").lines().map(String::strip).toList();
    }
}
