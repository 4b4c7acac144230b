package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.io.InputStream;

/** Reads to the end, but never more than allowed. */
final class Limited {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

    private Limited() {}

    static byte[] read(InputStream in, long maxLength, String what) throws IOException, FetchException {
        int limit = (int) Math.min(maxLength, MAX_ARRAY);
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new FetchException(
                    FetchException.Kind.TOO_LONG, what + " is longer than the " + maxLength + " bytes allowed");
        }
        return bytes;
    }
}
