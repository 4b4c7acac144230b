package dev.isaac.launcher.internal.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes one document of a bundle's component descriptors. The build tool writes one for each component, and for each the
 * component runtime lists the bundle and makes a parser; together that took a tenth of a start.
 *
 * @see <a href="https://docs.osgi.org/specification/osgi.cmpn/8.0.0/service.component.html">Declarative Services, 112.4.2: a
 *     document may hold several components</a>
 */
final class ComponentDescriptors {

    static final String HEADER = "Service-Component";
    static final String MERGED = "OSGI-INF/components.xml";

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private ComponentDescriptors() {}

    /**
     * Replaces the descriptors that the header names by one. Does nothing when there is none or only one, or when one is
     * not as the build tool writes them.
     */
    static void merge(Map<String, String> headers, Map<String, byte[]> descriptors) {
        String header = headers.get(HEADER);
        if (header == null || descriptors.containsKey(MERGED)) {
            return;
        }
        List<String> paths = new ArrayList<>();
        ByteArrayOutputStream merged = new ByteArrayOutputStream();
        merged.writeBytes((DECLARATION + "\n<components>").getBytes(StandardCharsets.UTF_8));
        for (String clause : header.split(",", -1)) {
            String path = clause.strip();
            byte[] descriptor = descriptors.get(path); // none for a pattern
            String text = descriptor == null ? "" : new String(descriptor, StandardCharsets.UTF_8);
            if (!text.startsWith(DECLARATION) || text.contains("<!DOCTYPE")) {
                return;
            }
            merged.writeBytes(text.substring(DECLARATION.length()).getBytes(StandardCharsets.UTF_8));
            paths.add(path);
        }
        merged.writeBytes("</components>\n".getBytes(StandardCharsets.UTF_8));
        if (paths.size() > 1) {
            descriptors.keySet().removeAll(paths);
            descriptors.put(MERGED, merged.toByteArray());
            headers.put(HEADER, MERGED);
        }
    }
}
