package dev.isaac.testing.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.testing.archives.TinyClass;
import java.nio.charset.StandardCharsets;

/**
 * An archive with true checksums and offsets but for what the fuzzer falsifies, so that it gets behind the first checks:
 * entries, names, headers, end records, manifests, class files, nested archives.
 */
public final class ForgeTarget {

    private static final int MAX_ENTRIES = 5;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String[] NAMES = {
        MANIFEST,
        "META-INF/",
        "META-INF/services/java.sql.Driver",
        "META-INF/versions/11/acme/A.class",
        "acme/A.class",
        "acme/A.txt",
        "acme",
        "acme/",
        "lib/x.jar",
        "native/x.so",
        "\u00c4/\u00f6.txt"
    };
    private static final String[] HEADERS = {
        "Bundle-ClassPath: .,lib/x.jar",
        "Multi-Release: true",
        "Bundle-NativeCode: native/x.so;osname=Linux",
        "Export-Package: acme;version=\"1.0\"",
        "DynamicImport-Package: *",
        "Require-Bundle: dev.isaac.core",
        "Fragment-Host: x",
        "Import-Package: org.osgi.framework"
    };

    private ForgeTarget() {}

    /** Refused with a code, or read alike by everybody. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Inspect.archive(forge(data, 1));
    }

    private static byte[] forge(FuzzedDataProvider data, int depth) {
        ArchiveForge forge = data.consumeBoolean() ? manifest(data) : ArchiveForge.bundle();
        int count = data.consumeInt(0, MAX_ENTRIES);
        for (int i = 0; i < count; i++) {
            forge.add(entry(data, depth));
        }
        int faults = data.consumeInt(0, 2);
        for (int i = 0; i < faults; i++) {
            falsify(data, forge);
        }
        return forge.toByteArray();
    }

    private static ArchiveForge manifest(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 2)) {
            case 0 -> ArchiveForge.bundle(data.pickValue(HEADERS), data.pickValue(HEADERS));
            case 1 -> ArchiveForge.bundle(data.consumeAsciiString(200));
            default ->
                ArchiveForge.empty()
                        .add(ForgedEntry.stored(MANIFEST, concat("Manifest-Version: 1.0\n", data.consumeBytes(300))));
        };
    }

    private static byte[] concat(String start, byte[] end) {
        byte[] head = start.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + end.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(end, 0, all, head.length, end.length);
        return all;
    }

    private static ForgedEntry entry(FuzzedDataProvider data, int depth) {
        String name = data.consumeBoolean() ? data.pickValue(NAMES) : data.consumeString(40);
        byte[] content = content(data, depth);
        ForgedEntry entry =
                data.consumeBoolean() ? ForgedEntry.stored(name, content) : ForgedEntry.deflated(name, content);
        return data.consumeBoolean() ? entry : entry.descriptor();
    }

    private static byte[] content(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, 5)) {
            case 0 -> new byte[0];
            case 1 -> TinyClass.of("acme/A", data.consumeInt(40, 70), data.consumeShort());
            case 2 -> changed(TinyClass.of("acme/A", 61), data);
            case 3 -> depth > 0 ? forge(data, depth - 1) : new byte[] {'P', 'K', 3, 4};
            case 4 -> new byte[data.consumeInt(0, 100_000)];
            default -> data.consumeBytes(200);
        };
    }

    private static byte[] changed(byte[] bytes, FuzzedDataProvider data) {
        int changes = data.consumeInt(0, 4);
        for (int i = 0; i < changes; i++) {
            bytes[data.consumeInt(0, bytes.length - 1)] = data.consumeByte();
        }
        return bytes;
    }

    private static void falsify(FuzzedDataProvider data, ArchiveForge forge) {
        if (forge.entries.isEmpty() || data.consumeBoolean()) {
            falsifyEnd(data, forge);
            return;
        }
        ForgedEntry entry = forge.entries.get(data.consumeInt(0, forge.entries.size() - 1));
        switch (data.consumeInt(0, 10)) {
            case 0 -> entry.localName = data.consumeBytes(20);
            case 1 -> entry.centralName = data.consumeBytes(20);
            case 2 -> {
                entry.localName = data.consumeBytes(20);
                entry.centralName = entry.localName.clone();
            }
            case 3 -> entry.attributes = data.consumeInt();
            case 4 -> entry.comment = data.consumeBytes(20);
            case 5 -> entry.packed = data.consumeBytes(100);
            case 6 -> entry.afterData = data.consumeBytes(30);
            case 7 -> entry.offsetError = data.consumeInt(-200, 200);
            case 8 -> entry.listed = false;
            case 9 -> falsify(data, data.consumeBoolean() ? entry.local : entry.central);
            default -> {
                int value = data.consumeInt(0, 0xffff);
                byte[] extra = data.consumeBytes(40);
                int which = data.consumeInt(0, 3);
                entry.both(header -> {
                    switch (which) {
                        case 0 -> header.flags = value;
                        case 1 -> header.version = value;
                        case 2 -> header.time = value;
                        default -> header.extra = extra;
                    }
                });
            }
        }
    }

    private static void falsify(FuzzedDataProvider data, ForgedEntry.Header header) {
        switch (data.consumeInt(0, 7)) {
            case 0 -> header.flags = data.consumeInt(0, 0xffff);
            case 1 -> header.version = data.consumeInt(0, 0xffff);
            case 2 -> header.method = data.consumeInt(0, 20);
            case 3 -> header.time = data.consumeInt();
            case 4 -> header.crc = data.consumeInt();
            case 5 -> header.packed = data.consumeLong(0, 0xffffffffL);
            case 6 -> header.size = data.consumeLong(0, 0xffffffffL);
            default -> header.extra = data.consumeBytes(40);
        }
    }

    private static void falsifyEnd(FuzzedDataProvider data, ArchiveForge forge) {
        switch (data.consumeInt(0, 9)) {
            case 0 -> forge.prefix = data.consumeBytes(40);
            case 1 -> forge.beforeDirectory = data.consumeBytes(40);
            case 2 -> forge.trailing = data.consumeBytes(40);
            case 3 -> forge.comment = data.consumeBytes(60);
            case 4 -> forge.countError = data.consumeInt(-3, 3);
            case 5 -> forge.sizeError = data.consumeInt(-100, 100);
            case 6 -> forge.disk = data.consumeInt(0, 3);
            case 7 -> forge.zip64 = true;
            case 8 -> {
                forge.zip64 = true;
                forge.saturated = data.consumeBoolean();
                forge.zip64CountError = data.consumeInt(-2, 2);
            }
            default -> {
                forge.zip64 = true;
                forge.locatorError = data.consumeInt(-100, 100);
            }
        }
    }
}
