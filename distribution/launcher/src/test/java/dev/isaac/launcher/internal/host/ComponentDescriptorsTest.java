package dev.isaac.launcher.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ComponentDescriptorsTest {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, byte[]> descriptors = new TreeMap<>();

    private void descriptor(String path, String text) {
        descriptors.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String component(String name) {
        return DECLARATION + "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"" + name
                + "\"/>";
    }

    @Test
    void makesOneDocumentOfAllThatTheHeaderNames() throws Exception {
        descriptor("OSGI-INF/a.xml", component("ä"));
        descriptor("OSGI-INF/b.xml", component("b"));
        descriptor("OSGI-INF/l10n/other.xml", "<other/>");
        headers.put("Service-Component", "OSGI-INF/a.xml, OSGI-INF/b.xml");

        ComponentDescriptors.merge(headers, descriptors);

        assertThat(headers).containsEntry("Service-Component", "OSGI-INF/components.xml");
        assertThat(descriptors).containsOnlyKeys("OSGI-INF/components.xml", "OSGI-INF/l10n/other.xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document merged = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(descriptors.get("OSGI-INF/components.xml")));
        var components = merged.getElementsByTagNameNS("http://www.osgi.org/xmlns/scr/v1.4.0", "component");
        assertThat(components.getLength()).isEqualTo(2);
        assertThat(components.item(0).getAttributes().getNamedItem("name").getNodeValue())
                .isEqualTo("ä");
    }

    @Test
    void leavesAsTheyAreWhatItDoesNotKnow() {
        for (String odd : new String[] {
            "<scr:component/>", // no declaration
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
            DECLARATION + "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>"
        }) {
            descriptors.clear();
            descriptor("OSGI-INF/a.xml", component("a"));
            descriptor("OSGI-INF/b.xml", odd);
            assertUnchanged("OSGI-INF/a.xml,OSGI-INF/b.xml");
        }
        assertUnchanged("OSGI-INF/a.xml,OSGI-INF/missing.xml");
        assertUnchanged("OSGI-INF/*.xml");
        assertUnchanged("OSGI-INF/a.xml");
    }

    private void assertUnchanged(String header) {
        headers.put("Service-Component", header);
        Map<String, byte[]> before = new TreeMap<>(descriptors);

        ComponentDescriptors.merge(headers, descriptors);

        assertThat(headers).containsEntry("Service-Component", header);
        assertThat(descriptors).isEqualTo(before);
    }

    @Test
    void aBundleWithoutComponentsHasNothingToMerge() {
        descriptor("OSGI-INF/a.xml", component("a"));

        ComponentDescriptors.merge(headers, descriptors);

        assertThat(headers).isEmpty();
        assertThat(descriptors).containsOnlyKeys("OSGI-INF/a.xml");
    }
}
