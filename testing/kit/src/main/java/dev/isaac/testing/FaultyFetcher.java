package dev.isaac.testing;

import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Serves files from memory and fails as a test told it to. Not thread-safe. */
public final class FaultyFetcher implements Fetcher {

    private final Map<String, byte[]> files;
    private final String folder;
    private final Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unreachable = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    /** Serves the files of a map below a folder; later changes of the map are served too. */
    public FaultyFetcher(Map<String, byte[]> files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Files whose name ends so are not there. */
    public FaultyFetcher lose(String suffix) {
        missing.add(suffix);
        return this;
    }

    /** Asking for files whose name ends so gets no answer. */
    public FaultyFetcher disconnect(String suffix) {
        unreachable.add(suffix);
        return this;
    }

    /** Files whose name ends so are cut in half. */
    public FaultyFetcher truncate(String suffix) {
        return change(suffix, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** Files whose name ends so have one bit changed. */
    public FaultyFetcher tamper(String suffix) {
        return change(suffix, bytes -> {
            byte[] changed = bytes.clone();
            changed[changed.length / 2] ^= 1;
            return changed;
        });
    }

    /** Files whose name ends so are changed. */
    public FaultyFetcher change(String suffix, UnaryOperator<byte[]> change) {
        changes.put(suffix, change);
        return this;
    }

    /** Fails no more. */
    public FaultyFetcher heal() {
        missing.clear();
        unreachable.clear();
        changes.clear();
        return this;
    }

    /** What was asked for, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws FetchException {
        requests.add(path);
        if (unreachable.stream().anyMatch(path::endsWith)) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "no answer for " + path);
        }
        byte[] bytes = files.get(folder + path);
        if (bytes == null || missing.stream().anyMatch(path::endsWith)) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no file " + path);
        }
        for (Map.Entry<String, UnaryOperator<byte[]>> change : changes.entrySet()) {
            if (path.endsWith(change.getKey())) {
                bytes = change.getValue().apply(bytes);
            }
        }
        if (bytes.length > maxLength) {
            throw new FetchException(FetchException.Kind.TOO_LONG, path + " is longer than " + maxLength);
        }
        return bytes;
    }
}
