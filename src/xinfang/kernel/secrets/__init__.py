"""Keys and the encryption of personal columns: AES-256-GCM, one provider that can be swapped."""

from xinfang.kernel.secrets.fields import SealedTextField
from xinfang.kernel.secrets.provider import Provider, digest, provider, use_provider

__all__ = ["Provider", "SealedTextField", "digest", "provider", "use_provider"]
