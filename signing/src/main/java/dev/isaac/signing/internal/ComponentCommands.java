package dev.isaac.signing.internal;

import dev.isaac.signing.internal.PluginJar.CommandEntry;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.InspectedArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The commands of a bundle, from the properties of its declarative components: no code of it runs. */
final class ComponentCommands {

    private static final String NAME = "isaac.command.name";
    private static final String SUMMARY = "isaac.command.summary";

    private ComponentCommands() {}

    static List<CommandEntry> of(byte[] jar, InspectedArchive inspected) throws TrustException {
        Set<String> documents = new HashSet<>(HeaderClause.paths(inspected.attribute("Service-Component")));
        boolean all = documents.removeIf(path -> path.endsWith("*.xml"));
        List<CommandEntry> commands = new ArrayList<>();
        // Inspected before: every reader sees the same entries.
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (documents.contains(name) || (all && name.startsWith("OSGI-INF/") && name.endsWith(".xml"))) {
                    read(zip, commands);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new TrustException(Kind.MALFORMED, "a component description is malformed", e);
        }
        commands.sort(Comparator.comparing(CommandEntry::name));
        return List.copyOf(commands);
    }

    private static void read(InputStream in, List<CommandEntry> commands) throws XMLStreamException, IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(in.readAllBytes()));
        Map<String, String> properties = new HashMap<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("property")) {
                String name = String.valueOf(xml.getAttributeValue(null, "name"));
                String value = xml.getAttributeValue(null, "value");
                properties.put(name, (value == null ? xml.getElementText() : value).strip());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("component")) {
                String command = properties.get(NAME);
                if (command != null) {
                    commands.add(new CommandEntry(command, properties.getOrDefault(SUMMARY, "")));
                }
                properties.clear();
            }
        }
    }
}
