package dev.isaac.trust.archive;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told, while a bundle is inspected, of the files that decide which code runs, so that they are unpacked only once. */
@ConsumerType
public interface BundleContent {

    /**
     * A class file that was walked through to its end. Whether it lies where it should is checked later: only when the
     * inspection ends without a refusal is the bundle sound.
     *
     * @param place where it lies: {@code lib/x.jar!a/B.class} in an embedded archive; ends with {@code .class} unless it lies
     *     under a name that no class loader looks for
     * @param name its internal name, {@code a/B}
     * @param bytes not to be changed
     */
    void code(String place, String name, byte[] bytes);

    /**
     * A manifest, a file in {@code META-INF/services} or an XML document, which may name classes.
     *
     * @param place where it lies
     * @param bytes not to be changed
     */
    void text(String place, byte[] bytes);
}
