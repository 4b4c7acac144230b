package dev.isaac.signing.internal;

import dev.isaac.trust.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Spreads targets over a power of two of hash bins. */
final class Bins {

    private final int count;
    private final int digits;

    Bins(int count) {
        this.count = count;
        int bits = Integer.numberOfTrailingZeros(count);
        this.digits = Math.max(1, (bits + 3) / 4);
    }

    int count() {
        return count;
    }

    String name(int bin) {
        return "bins-"
                + String.format(
                        Locale.ROOT, "%0" + Integer.toHexString(count - 1).length() + "x", bin);
    }

    /** The hash prefixes of a bin. */
    List<String> prefixes(int bin) {
        int all = 1 << (4 * digits);
        int width = all / count;
        List<String> prefixes = new ArrayList<>();
        for (int i = bin * width; i < (bin + 1) * width; i++) {
            prefixes.add(String.format(Locale.ROOT, "%0" + digits + "x", i));
        }
        return prefixes;
    }

    /** The bin of a path. */
    String of(String path) {
        String hash = Digests.sha256(path.getBytes(StandardCharsets.UTF_8));
        int prefix = Integer.parseInt(hash.substring(0, digits), 16);
        return name(prefix / ((1 << (4 * digits)) / count));
    }
}
