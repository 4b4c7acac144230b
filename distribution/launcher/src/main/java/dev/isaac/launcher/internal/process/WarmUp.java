package dev.isaac.launcher.internal.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormatSymbols;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Does on a second processor what a start needs a little later anyway: static initialisation of the framework and of what
 * it uses of the JDK, in the order in which the start comes to it. Where the start is faster it finds the work half done;
 * the JVM initialises a class once, whoever asks. Nothing here is asked for its result, and nothing depends on it.
 */
public final class WarmUp {

    /** What the framework initialises while it is created. A name that another version does not have is left out. */
    private static final List<String> FRAMEWORK = List.of(
            "org.apache.felix.framework.util.SecureAction",
            "java.lang.SecurityManager",
            "org.apache.felix.framework.Felix",
            "org.apache.felix.framework.util.Util");

    private static final List<String> LATER = List.of(
            "org.apache.felix.framework.VersionConverter",
            "org.apache.felix.framework.ExtensionManager",
            "org.osgi.framework.FrameworkUtil",
            "org.apache.felix.framework.BundleWiringImpl");

    private static final byte[] DOCUMENT =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a:b xmlns:a=\"urn:a\" c=\"d\"><e/></a:b>"
                    .getBytes(StandardCharsets.UTF_8);

    private WarmUp() {}

    /** Starts it where there is a second processor; a start on one would only be slower. The thread keeps nobody alive. */
    public static void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread("isaac-warm-up") {
                @Override
                public void run() {
                    warmUp(WarmUp.class.getClassLoader());
                }
            };
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Does it on this thread. */
    static void warmUp(ClassLoader loader) {
        try {
            initialise(FRAMEWORK, loader);
            DecimalFormatSymbols.getInstance(); // with which the framework formats the version of Java
            initialise(LATER, loader);
            parseDocument();
            URLConnection.getFileNameMap(); // the framework's address of a descriptor asks for its type
            System.getLogger(WarmUp.class.getName());
        } catch (ParserConfigurationException | SAXException | IOException | RuntimeException | LinkageError e) {
            // The start comes to it too, and tells.
            System.getLogger(WarmUp.class.getName()).log(Level.DEBUG, "warming up was given up", e);
        }
    }

    private static void initialise(List<String> names, ClassLoader loader) {
        for (String name : names) {
            try {
                Class.forName(name, true, loader);
            } catch (ClassNotFoundException e) {
                System.getLogger(WarmUp.class.getName()).log(Level.DEBUG, "there is no class {0}", name);
            }
        }
    }

    /** As the component runtime reads descriptors. */
    private static void parseDocument() throws ParserConfigurationException, SAXException, IOException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.newSAXParser().parse(new ByteArrayInputStream(DOCUMENT), new DefaultHandler());
    }
}
