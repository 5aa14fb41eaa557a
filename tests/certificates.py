"""Certificates for tests, made when they are needed: an authority, and people with certificates by it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

PASSWORD = "open sesame"  # noqa: S105 - of files that only tests have
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
YEAR = datetime.timedelta(days=365)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Person:
    """A certificate with its key; `issuer` signed it."""

    certificate: x509.Certificate
    key: Key
    issuer: Person | None = None

    def p12(self, folder: Path, name: str = "me.p12") -> Path:
        """Write a PKCS#12 file with the certificates up to the authority, protected by PASSWORD."""
        chain = [self.issuer.certificate] if self.issuer else []
        path = folder / name
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"me", self.key, self.certificate, chain, BestAvailableEncryption(PASSWORD.encode())
            )
        )
        return path

    def pem(self, folder: Path, name: str = "trusted.pem") -> Path:
        path = folder / name
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return path


def authority(name: str = "Office CA") -> Person:
    key = ec.generate_private_key(ec.SECP256R1())
    usage = _usage(key_cert_sign=True, crl_sign=True)
    return Person(_certificate(name, key, (name, key), (NOW - YEAR, NOW + YEAR), usage), key)


def person(
    issuer: Person,
    name: str = "Ada Analyst",
    *,
    key: Key | None = None,
    valid: tuple[datetime.datetime, datetime.datetime] = (NOW - YEAR, NOW + YEAR),
    can_sign: bool = True,
) -> Person:
    key = key or ec.generate_private_key(ec.SECP256R1())
    usage = _usage(digital_signature=can_sign, content_commitment=can_sign, key_encipherment=True)
    issuer_name = issuer.certificate.subject.rfc4514_string().removeprefix("CN=")
    certificate = _certificate(name, key, (issuer_name, issuer.key), valid, usage)
    return Person(certificate, key, issuer)


def _certificate(
    name: str,
    key: Key,
    issuer: tuple[str, Key],
    valid: tuple[datetime.datetime, datetime.datetime],
    usage: x509.KeyUsage,
) -> x509.Certificate:
    issuer_name, signing_key = issuer
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer_name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(usage.key_cert_sign, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
    )
    return builder.sign(signing_key, hashes.SHA256())


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _usage(**used: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: used.get(name, False) for name in names})
