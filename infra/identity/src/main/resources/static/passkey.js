// Registers and uses passkeys with Spring Security's endpoints.
const form = document.querySelector('[data-passkey]');
const csrf = document.querySelector('[name=_csrf]').value;

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrf },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    throw new Error(`The sign-in answered ${answer.status}.`);
  }
  return answer.json();
}

async function register() {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('/webauthn/register/options'));
  const made = (await navigator.credentials.create({ publicKey })).toJSON();
  const { attestationObject, clientDataJSON, transports } = made.response;
  const { id, rawId, type, clientExtensionResults, authenticatorAttachment } = made;
  const credential = { id, rawId, type, clientExtensionResults, authenticatorAttachment, response: { attestationObject, clientDataJSON, transports } };
  await post('/webauthn/register', { publicKey: { credential, label: navigator.platform || 'passkey' } });
  return form.dataset.next;
}

async function use() {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('/webauthn/authenticate/options'));
  const given = (await navigator.credentials.get({ publicKey })).toJSON();
  const { authenticatorData, clientDataJSON, signature, userHandle } = given.response;
  const { id, rawId, type, clientExtensionResults, authenticatorAttachment } = given;
  const proof = { id, rawId, credType: type, clientExtensionResults, authenticatorAttachment, response: { authenticatorData, clientDataJSON, signature, userHandle } };
  return (await post('/login/webauthn', proof)).redirectUrl;
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const alert = document.querySelector('[role=alert]');
  alert.hidden = true;
  try {
    location.assign(await (form.dataset.passkey === 'register' ? register() : use()));
  } catch (failure) {
    alert.textContent = `That did not work. ${failure.message}`;
    alert.hidden = false;
  }
});
