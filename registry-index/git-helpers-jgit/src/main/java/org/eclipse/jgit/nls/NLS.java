package org.eclipse.jgit.nls;

import java.util.Locale;

/**
 * Takes the place of JGit's class of that name, which keeps an object in every thread that it meets, and with it the
 * class loader of the plugin. Here all threads share one language, that of JGit itself. Thread-safe.
 */
public final class NLS {

    /** English, the language of what JGit says. */
    public static final Locale ROOT_LOCALE = Locale.ROOT;

    private NLS() {}

    /** Does nothing: the language is fixed. */
    public static void setLocale(Locale locale) {
        // JGit speaks English here.
    }

    /** Does nothing: the language is fixed. */
    public static void useJVMDefaultLocale() {
        // JGit speaks English here.
    }

    /** Forgets all texts; they are loaded again when they are needed. */
    public static void clear() {
        GlobalBundleCache.clear();
    }

    /** The texts of a part of JGit. */
    public static <T extends TranslationBundle> T getBundleFor(Class<T> type) {
        return GlobalBundleCache.lookupBundle(ROOT_LOCALE, type);
    }
}
