package dev.isaac.example.json.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and queries JSON documents as plain Java values: {@code Map} in the order of the document, {@code List}, {@code
 * String}, {@code Long}, {@code BigInteger}, {@code BigDecimal}, {@code Boolean} and {@code null}. Thread-safe.
 */
@ProviderType
public interface JsonDocuments {

    /**
     * Reads all documents of a stream, one after the other; the caller closes it. UTF-8, UTF-16 and UTF-32 are told
     * apart as RFC 4627 says.
     *
     * @throws JsonException of kind {@code INVALID}, with the place of the mistake
     * @throws IOException when the stream cannot be read
     */
    List<@Nullable Object> parse(InputStream in) throws JsonException, IOException;

    /**
     * Finds a value in a document.
     *
     * @param document as {@link #parse} made it
     * @param path a JSON Pointer when it is empty or begins with a slash, otherwise a JSONPath, whose leading {@code $.}
     *     may be left out
     * @return the value; the list of all values when the path can match several
     * @throws JsonException of kind {@code BAD_PATH} or {@code NO_MATCH}
     */
    @Nullable
    Object query(@Nullable Object document, String path) throws JsonException;

    /** Writes a value in one line. */
    String write(@Nullable Object value);
}
