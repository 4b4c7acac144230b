package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.TargetFile;

/** 5.7: fetching a target and comparing it with what trusted metadata says. */
public final class TargetFiles {

    private TargetFiles() {}

    /** The verified bytes of a target. */
    public static byte[] download(TargetFile target, Source source, boolean consistentSnapshot) throws TrustException {
        requireUsable(target);
        byte[] bytes = source.get(fileName(target, consistentSnapshot), target.length());
        Kind mismatch = MetaFile.mismatch(bytes, target.length(), target.hashes());
        if (mismatch != null) {
            throw new TrustException(
                    mismatch,
                    target.path()
                            + (mismatch == Kind.LENGTH ? " has not the signed length" : " has not the signed hash"),
                    "the repository or a mirror may be damaged or hostile; nothing was kept");
        }
        return bytes;
    }

    /** Whether the bytes are the target's. */
    public static boolean matches(TargetFile target, byte[] bytes) {
        return !target.hashes().isEmpty() && MetaFile.mismatch(bytes, target.length(), target.hashes()) == null;
    }

    /** 5.7.3: with consistent snapshots the file's name carries a hash. */
    private static String fileName(TargetFile target, boolean consistentSnapshot) {
        if (!consistentSnapshot) {
            return target.path();
        }
        String hash = target.hashes().getOrDefault("sha256", "");
        if (hash.isEmpty()) {
            hash = target.hashes().values().iterator().next();
        }
        int name = target.path().lastIndexOf('/') + 1;
        return target.path().substring(0, name) + hash + "." + target.path().substring(name);
    }

    /** A path becomes part of an address and of a file name: it must not lead anywhere else. */
    private static void requireUsable(TargetFile target) throws TrustException {
        if (target.hashes().isEmpty()) {
            throw new TrustException(Kind.ALGORITHM, target.path() + " has no hash of a known algorithm");
        }
        for (String segment : target.path().split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new TrustException(Kind.MALFORMED, "a target's path leads astray: " + target.path());
            }
        }
        if (target.path().indexOf('\\') >= 0 || target.path().chars().anyMatch(Character::isISOControl)) {
            throw new TrustException(Kind.MALFORMED, "a target's path has a control character or backslash");
        }
    }
}
