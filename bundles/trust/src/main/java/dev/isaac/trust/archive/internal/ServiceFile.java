package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.HostSurface;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A file in {@code META-INF/services}: it must say what every reader understands, and nothing about the host. */
final class ServiceFile {

    static final int MAX_BYTES = 64 * 1024;

    private static final String FOLDER = "META-INF/services/";
    // Possessive: what goes back over its steps needs a stack as deep as the text is long.
    private static final Pattern CLASS_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*+)*+");
    /** Whoever implements these changes the process, not the plugin. */
    private static final List<String> PLATFORM = List.of("java.", "jdk.", "sun.", "org.osgi.");
    /** A driver serves who asks for its address, a provider who names it; nobody else. */
    private static final Set<String> ASKED_FOR = Set.of("java.sql.Driver", "java.security.Provider");

    /**
     * The platform looks for these where its own classes are, never in a bundle. Libraries bring them for other uses; a bundle
     * that names them itself wants what it cannot have.
     */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "java.lang.System$LoggerFinder",
            "java.nio.charset.spi.CharsetProvider",
            "java.nio.file.spi.FileSystemProvider",
            "java.nio.file.spi.FileTypeDetector",
            "java.util.spi.ToolProvider");

    private ServiceFile() {}

    static boolean is(String name) {
        return name.startsWith(FOLDER) && name.indexOf('/', FOLDER.length()) < 0 && name.length() > FOLDER.length();
    }

    /** Checks one. */
    static void check(String prefix, String name, byte[] content, HostSurface host) throws ArchiveException {
        String service = name.substring(FOLDER.length());
        String where = prefix + name;
        int dot = service.lastIndexOf('.');
        boolean ofHost = dot > 0 && host.packages().contains(service.substring(0, dot));
        boolean allowed = ASKED_FOR.contains(service) || (!prefix.isEmpty() && OF_LIBRARIES.contains(service));
        if (ofHost || (PLATFORM.stream().anyMatch(service::startsWith) && !allowed)) {
            throw new ArchiveException(ArchiveFault.SERVICE_PROVIDER, where);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ArchiveException(ArchiveFault.SERVICE_PROVIDER, where + " is not UTF-8");
        }
        for (String line : text.split("\r\n|\r|\n", -1)) {
            int comment = line.indexOf('#');
            String provider = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!provider.isEmpty() && !CLASS_NAME.matcher(provider).matches()) {
                throw new ArchiveException(ArchiveFault.SERVICE_PROVIDER, where + " names no class");
            }
        }
    }
}
