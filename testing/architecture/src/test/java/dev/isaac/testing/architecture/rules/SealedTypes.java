package dev.isaac.testing.architecture.rules;

import aQute.bnd.classfile.ClassFile;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Tells sealed types from others, which ArchUnit does not. */
final class SealedTypes {

    private SealedTypes() {}

    static boolean isSealed(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            return Stream.of(ClassFile.parseClassFile(in).attributes)
                    .anyMatch(attribute -> attribute.name().equals("PermittedSubclasses"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
